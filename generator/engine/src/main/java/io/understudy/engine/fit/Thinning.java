package io.understudy.engine.fit;

/**
 * Keeps about so many rows of a large reference, all of the rare classes if they are few, and weighs them so that
 * shares stay true. What it keeps depends on the row's number alone.
 */
final class Thinning {
    private final double commonShare;
    private final double rareShare;

    Thinning(long rows, long rareRows, long wanted) {
        rareShare = rareRows == 0 ? 1 : Math.min(1, wanted / 2.0 / rareRows);
        commonShare = Math.min(1, (wanted - rareShare * rareRows) / Math.max(1, rows - rareRows));
    }

    /** Weight of a row; 0 if it is left out. */
    double weight(long row, boolean rare) {
        double share = rare ? rareShare : commonShare;
        double u = (TreeGrower.mix(row * 0x9E3779B97F4A7C15L + 7) >>> 11) * 0x1.0p-53;
        return u < share ? 1 / share : 0;
    }
}
