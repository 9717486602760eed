package io.understudy.engine.fit.table;

import io.understudy.model.table.CodeBook;
import io.understudy.model.table.RowTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Learns laws: picks the features that a law looks at one after the other, each the one that shortens the code of held-out
 * entities most, and builds the law's rows.
 */
public final class LawSearch {
    private static final int MOST_SAMPLES = 60_000; // that features are picked on
    private static final int MOST_FEATURES = 5;
    private static final int MOST_CELLS = 1 << 14;
    private static final int MOST_CODES = 512; // of a feature that is told apart in full
    private static final int KEPT = 2; // coarsenings of a feature that are tried again
    private static final double LEAST_GAIN = 0.002; // nats an example
    private static final double CELL_PRICE = 0.25; // nats, of all examples together, that a cell must save
    private static final double LEAST_FORCED_GAIN = 0.02; // nats an example that has the code
    private static final int[] STRETCHES = {4, 8, 16};
    private static final int[] FREQUENT = {8, 24, 64};
    private static final double[] FACTORS = {0.1, 0.3, 1, 3};

    private final CodeMatrix matrix;
    private final CodeBook book;
    private final int k;

    /** Learns from the codes of {@code matrix}, such that no row and no outcome of one rests on fewer than k entities. */
    public LawSearch(CodeMatrix matrix, int k) {
        this.matrix = matrix;
        book = matrix.book();
        this.k = k;
    }

    /**
     * A law.
     *
     * @param features that it may look at
     * @param label feature of the class, which is looked at first where it tells enough of the rare classes' events,
     *     however few they are; -1 where it is one like others
     */
    public RowTable law(LawExamples examples, int[] features, int label) {
        LawExamples sample = examples.sample(MOST_SAMPLES);
        HeldOut held = new HeldOut(sample, k);
        List<Coarsening> chosen = new ArrayList<>();
        if (label >= 0 && book.radix(label) > 1 && tells(sample, held, label)) {
            take(held, chosen, Coarsening.fine(label, book.radix(label)));
        }
        return grow(examples, sample, held, chosen, features, false);
    }

    /** A law that looks at {@code first} before all else, with rows of their own for each of its codes. */
    public RowTable lawWithin(LawExamples examples, int first, int[] features) {
        LawExamples sample = examples.sample(MOST_SAMPLES);
        HeldOut held = new HeldOut(sample, k);
        List<Coarsening> chosen = new ArrayList<>();
        take(held, chosen, Coarsening.fine(first, book.radix(first)));
        return grow(examples, sample, held, chosen, features, true);
    }

    private void take(HeldOut held, List<Coarsening> chosen, Coarsening feature) {
        held.take(matrix.codes(feature.feature()), feature, 1);
        chosen.add(feature);
    }

    /** Whether events of rare classes are foretold much better if their class is known. */
    private boolean tells(LawExamples sample, HeldOut held, int label) {
        char[] codes = matrix.codes(label);
        double[] known = new double[sample.size];
        held.nats(codes, Coarsening.fine(label, book.radix(label)), 1, known);
        double gain = 0;
        double rare = 0;
        for (int i = 0; i < sample.size; i++) {
            if (codes[sample.row[i]] > 0) {
                rare += sample.weight[i];
                gain += sample.weight[i] * Math.log(known[i] / held.base[i]);
            }
        }
        return rare > 0 && gain / rare > LEAST_FORCED_GAIN;
    }

    private RowTable grow(
            LawExamples examples,
            LawExamples sample,
            HeldOut held,
            List<Coarsening> chosen,
            int[] features,
            boolean within) {
        List<Coarsening> candidates = new ArrayList<>();
        for (int feature : features) {
            if (chosen.stream().noneMatch(c -> c.feature() == feature)) {
                candidates.addAll(coarsenings(feature, sample));
            }
        }
        double now = held.nats();
        double all = 0;
        for (int i = 0; i < sample.size; i++) {
            all += sample.weight[i];
        }
        double cellPrice = CELL_PRICE * sample.size / examples.size;
        while (chosen.size() < MOST_FEATURES && !candidates.isEmpty()) {
            double[] nats = new double[candidates.size()];
            int best = 0;
            for (int i = 0; i < nats.length; i++) {
                Coarsening candidate = candidates.get(i);
                boolean fits = (long) held.cells * candidate.groups() <= MOST_CELLS;
                double price = cellPrice * held.cells * (candidate.groups() - 1);
                nats[i] = fits
                        ? price + held.nats(matrix.codes(candidate.feature()), candidate, 1, null)
                        : Double.POSITIVE_INFINITY;
                best = nats[i] < nats[best] ? i : best;
            }
            if (!(now - nats[best] > LEAST_GAIN * all)) {
                break;
            }
            Coarsening taken = candidates.get(best);
            take(held, chosen, taken);
            now = held.nats();
            candidates = best(candidates, nats, taken.feature());
        }
        double factor = factor(sample, chosen);
        return new RowBuilder(matrix, examples, chosen, factor, k, within).build();
    }

    /** The coarsenings of each feature that shortened the code most, without those of {@code taken}. */
    private static List<Coarsening> best(List<Coarsening> candidates, double[] nats, int taken) {
        Integer[] order = new Integer[nats.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(nats[a], nats[b]));
        List<Coarsening> kept = new ArrayList<>();
        for (int i : order) {
            int feature = candidates.get(i).feature();
            if (feature != taken
                    && kept.stream().filter(c -> c.feature() == feature).count() < KEPT) {
                kept.add(candidates.get(i));
            }
        }
        return kept;
    }

    private double factor(LawExamples sample, List<Coarsening> chosen) {
        double best = Double.POSITIVE_INFINITY;
        double factor = 1;
        for (double tried : FACTORS) {
            HeldOut held = new HeldOut(sample, k);
            for (Coarsening feature : chosen) {
                held.take(matrix.codes(feature.feature()), feature, tried);
            }
            double nats = held.nats();
            if (nats < best) {
                best = nats;
                factor = tried;
            }
        }
        return factor;
    }

    private List<Coarsening> coarsenings(int feature, LawExamples sample) {
        int radix = book.radix(feature);
        long[] count = new long[radix];
        char[] codes = matrix.codes(feature);
        for (int i = 0; i < sample.size; i++) {
            count[codes[sample.row[i]]]++;
        }
        long used = Arrays.stream(count).filter(c -> c > 0).count();
        List<Coarsening> all = new ArrayList<>();
        if (used < 2) {
            return all;
        }
        if (radix <= MOST_CODES) {
            all.add(Coarsening.fine(feature, radix));
        }
        for (int wanted : book.ordered(feature) ? STRETCHES : FREQUENT) {
            if (wanted < used) {
                all.add(
                        book.ordered(feature)
                                ? Coarsening.stretches(feature, count, wanted)
                                : Coarsening.frequent(feature, count, wanted));
            }
        }
        return all;
    }
}
