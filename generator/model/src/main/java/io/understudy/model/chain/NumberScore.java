package io.understudy.model.chain;

import io.understudy.model.ColumnFormat;

/**
 * The probability of an observed number and of all that are below it, under what a history knows of its entity. A sampler
 * draws again what would take a running column too low; so the amounts of such a column are those that may come, made to
 * add up to 1 again. What the law would not have come is left a trifle. Scratch of one scorer.
 */
final class NumberScore {
    private static final double OVERDRAWN =
            1e-3; // share of numbers that are drawn whatever they leave of a running column

    private final BalanceRule rule; // null where no column runs
    private final History history;
    private final FreshScore fresh;
    private NumberLaw law;
    private int mark;
    private int kind;
    private long value;
    private long most; // that a number may be for the running column's sake
    private int[] leaves = new int[1]; // [member] of the law's kinds
    double below;
    double at;

    NumberScore(BalanceRule rule, History history) {
        this.rule = rule;
        this.history = history;
        fresh = new FreshScore(history);
    }

    /**
     * Begins with a value of the entity that the history is bound to.
     *
     * @param itsMark -1 for a static column, which has no level
     */
    void begin(NumberLaw itsLaw, long itsValue, int itsKind, int itsMark) {
        law = itsLaw;
        value = itsValue;
        kind = itsKind;
        mark = itsMark;
        boolean runs = rule != null && rule.mark() == mark;
        most = runs ? rule.most(history.balance(), history.draft.token) : Long.MAX_VALUE;
    }

    /** Looks the value up under what the history takes the entity for; false if the law gives none such. */
    boolean find(double likelihood) {
        if (leaves.length < law.kind().members()) {
            leaves = new int[law.kind().members()];
        }
        for (int member = 0; member < law.kind().members(); member++) {
            leaves[member] = law.kind().leaf(history, member);
        }
        double unavailable = unavailable();
        boolean isFresh = kind == NumberLaw.FRESH;
        below = (isFresh ? 0 : unavailable);
        for (int member = 0; member < law.kind().members(); member++) {
            below += law.kind().below(leaves[member], kind) / law.kind().members();
        }
        at = chance(kind) + (isFresh ? unavailable : 0);
        double freshBelow = 0; // of fresh values that are below the value, if it is one itself
        boolean held = false;
        if (isFresh) {
            fresh.begin(law, mark, likelihood);
            held = fresh.find(value);
            freshBelow = at * fresh.below;
            below += freshBelow;
            at *= fresh.at;
        } else if (most != Long.MAX_VALUE && chance(NumberLaw.FRESH) > 0) {
            fresh.begin(law, mark, likelihood);
        }
        if (most != Long.MAX_VALUE) {
            allow(unavailable, freshBelow);
        }
        return held;
    }

    private double chance(int itsKind) {
        double sum = 0;
        for (int member = 0; member < law.kind().members(); member++) {
            sum += law.kind().probability(leaves[member], itsKind);
        }
        return sum / law.kind().members();
    }

    /** Leaves out what may not come. */
    private void allow(double unavailable, double freshBelow) {
        double lost = 0;
        double lostBelow = 0;
        for (int other = NumberLaw.OWN; other < NumberLaw.KINDS + law.ratios().size(); other++) {
            if (other != NumberLaw.FRESH && excluded(other)) {
                double chance = chance(other);
                lost += chance;
                lostBelow += other < kind ? chance : 0;
            }
        }
        double ofFresh = chance(NumberLaw.FRESH) + (kind == NumberLaw.FRESH ? unavailable : 0);
        double reach = ofFresh > 0 ? fresh.reach(most) : 1;
        double freshLost = ofFresh * (1 - reach);
        lost += freshLost;
        lostBelow += kind > NumberLaw.FRESH ? freshLost : Math.max(0, freshBelow - ofFresh * reach);
        boolean out = kind == NumberLaw.FRESH ? value > most : excluded(kind);
        double left = 1 - lost;
        if (left > OVERDRAWN) {
            below = (1 - OVERDRAWN) * Math.max(0, below - lostBelow) / left + OVERDRAWN * below;
            at = (out ? 0 : (1 - OVERDRAWN) * at / left) + OVERDRAWN * at;
        }
    }

    /** True if what a kind repeats would take the running column too low. */
    private boolean excluded(int other) {
        long repeated = switch (other) {
            case NumberLaw.MISSING, NumberLaw.FRESH -> ColumnFormat.MISSING;
            case NumberLaw.OWN -> history.ownNumber(mark);
            case NumberLaw.LAST -> history.lastNumber(mark);
            case NumberLaw.STANDING -> history.slots.standing.number(mark);
            default -> law.ratios().times(other - NumberLaw.KINDS, history.ratioBase(mark));
        };
        if (repeated == ColumnFormat.MISSING || repeated <= most) {
            return false;
        }
        return other == NumberLaw.LAST || !rule.keeps(history.balance(), history.draft.token, repeated);
    }

    /** Probability of ratios beyond the kind, fresh or another, that give no value, in place of which there is a fresh one. */
    private double unavailable() {
        double sum = 0;
        for (int ratio = 0;
                mark >= 0 && kind >= NumberLaw.FRESH && ratio < law.ratios().size();
                ratio++) {
            boolean none = law.ratios().times(ratio, history.ratioBase(mark)) == ColumnFormat.MISSING;
            sum += none && NumberLaw.KINDS + ratio > kind ? chance(NumberLaw.KINDS + ratio) : 0;
        }
        return sum;
    }
}
