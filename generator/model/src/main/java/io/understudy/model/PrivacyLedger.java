package io.understudy.model;

import java.util.List;

/**
 * What was spent of a privacy budget, table by table. The guarantee: all that the model file holds is (epsilon,
 * delta)-differentially private for neighbouring references that differ in all events of one entity. It follows from
 * rho-zero-concentrated privacy by epsilon = rho + 2 sqrt(rho ln(1/delta)) (Bun, Steinke 2016, proposition 1.3).
 *
 * @param epsilon asked for
 * @param delta asked for
 * @param rho all that {@code epsilon} and {@code delta} allow
 * @param entries one a table that was released
 * @param declared what is not protected, since the user says that everybody may know it
 */
public record PrivacyLedger(double epsilon, double delta, double rho, List<Entry> entries, List<String> declared) {

    /** The ledger of a model without a guarantee. */
    public static final PrivacyLedger NONE = new PrivacyLedger(0, 0, 0, List.of(), List.of());

    private static final double ROUNDING = 1e-9;

    public PrivacyLedger {
        entries = List.copyOf(entries);
        declared = List.copyOf(declared);
        double spent = entries.stream().mapToDouble(Entry::rho).sum();
        if (spent > rho * (1 + ROUNDING)) {
            throw new IllegalArgumentException("the tables spend rho " + spent + ", more than the budget's " + rho);
        }
    }

    /** Rho that all tables together spent. */
    public double spent() {
        return entries.stream().mapToDouble(Entry::rho).sum();
    }

    /**
     * A table of counts, released once with discrete Gaussian noise in every cell.
     *
     * @param cells number of them
     * @param clip greatest L2 norm of what one entity adds to the table
     * @param noise parameter s of the noise, hardly more than its standard deviation
     * @param rho clip^2 / (2 noise^2)
     * @param expectedError mean total variation distance that the noise is expected to put between the table's shares and
     *     the true ones
     */
    public record Entry(String table, long cells, double clip, long noise, double rho, double expectedError) {
        public Entry {
            if (cells < 1 || !(clip > 0) || noise < 1) {
                throw new IllegalArgumentException("table " + table + " needs cells, a clip and noise");
            }
        }
    }
}
