package io.understudy.engine.fit.key;

import io.understudy.model.chain.KeyEpisodes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Measures whether and how a class spreads over the events of a key: given an event of the class, how likely is one of
 * another entity at the same key, so much later, of the class as well? With episodes of length D that begin anywhere,
 * that falls from the share of events inside an episode to the class's own share: in a line for equal lengths, as
 * exp(-lag / D) for exponential ones.
 */
final class KeyContagion {
    private static final int BINS = 200;
    private static final int BINS_PER_OCTAVE = 6; // of seconds
    private static final int MOST_AHEAD = 40; // later events of a key that are compared
    private static final int FEWEST_PAIRS = 30;
    private static final double SURPRISE = 6; // standard deviations
    private static final double LEAST_EXCESS = 0.1; // of the share among neighbours over the class's own
    private static final double MOST_NOVELTY = 3; // times as many first uses of a key as other events have
    private static final double MOST_OWN = 0.15; // of an entity's own next event at the key over another entity's
    private static final double LEAST_NATS = 30;

    private final KeyTimelines timelines;
    private final int[] classByRow;
    private final int label;
    private final int k;
    private final double[] pairs = new double[BINS];
    private final double[] alike = new double[BINS];
    private double own; // the class's share of all events with a key
    private boolean found;
    private double alikeAtOnce; // share of the class right behind an event of the class
    private double share;
    private double meanSeconds;
    private boolean fixed;
    private double nats;

    KeyContagion(KeyTimelines timelines, int[] classByRow, int label, int k) {
        this.timelines = timelines;
        this.classByRow = classByRow;
        this.label = label;
        this.k = k;
        if (isSpread() && isOfHabit() && isSharedAlike()) {
            count();
            fitLength();
            share = shareInside();
            found = nats > LEAST_NATS && share > 0;
        }
    }

    private boolean of(int place) {
        return classByRow[timelines.row[place]] == label;
    }

    /** Whether neighbours at the key that are of the class are more than chance brings, and of enough keys and entities. */
    private boolean isSpread() {
        long labelled = 0;
        long neighbours = 0;
        long hits = 0;
        Set<Integer> keys = new HashSet<>();
        Set<Integer> entities = new HashSet<>();
        for (int place = 0; place < timelines.size(); place++) {
            if (!of(place)) {
                continue;
            }
            labelled++;
            int next = timelines.nextOther(place);
            if (next >= 0) {
                neighbours++;
                if (of(next)) {
                    hits++;
                    keys.add(timelines.key[place]);
                    entities.add(timelines.entity[place]);
                }
            }
        }
        own = labelled / (double) Math.max(1, timelines.size());
        double chance = neighbours * own;
        return neighbours >= FEWEST_PAIRS
                && keys.size() >= k
                && entities.size() >= k
                && hits > chance + SURPRISE * Math.sqrt(chance + 1)
                && hits > neighbours * (own + LEAST_EXCESS);
    }

    /**
     * Whether entities meet the class at keys that they use anyway: events of the class are hardly more often the
     * entity's first at the key than its other events at these keys.
     */
    private boolean isOfHabit() {
        boolean[] touched = new boolean[timelines.keys];
        for (int place = 0; place < timelines.size(); place++) {
            touched[timelines.key[place]] |= of(place);
        }
        long[] events = new long[2];
        long[] firsts = new long[2];
        Set<Integer> seen = new HashSet<>();
        for (int place = 0; place < timelines.size(); place++) {
            if (place == 0 || timelines.key[place] != timelines.key[place - 1]) {
                seen.clear();
            }
            if (touched[timelines.key[place]]) {
                int side = of(place) ? 1 : 0;
                events[side]++;
                firsts[side] += seen.add(timelines.entity[place]) ? 1 : 0;
            }
        }
        double usual = firsts[0] / (double) Math.max(1, events[0]);
        double novel = firsts[1] / (double) Math.max(1, events[1]);
        return events[0] >= events[1] / 4 && novel <= Math.max(MOST_NOVELTY * usual, 0.05);
    }

    /**
     * Whether what follows an event of the class at its key is of the class no sooner where the same entity makes it than
     * where another does. A card that is tested at one shop ten times in a minute has the class itself.
     */
    private boolean isSharedAlike() {
        long[] next = new long[2];
        long[] hits = new long[2];
        for (int place = 0; place + 1 < timelines.size(); place++) {
            if (of(place)) {
                note(timelines.nextOwn(place), 0, next, hits);
                note(timelines.nextOther(place), 1, next, hits);
            }
        }
        double own = hits[0] / (double) Math.max(1, next[0]);
        double others = hits[1] / (double) Math.max(1, next[1]);
        return own <= others + MOST_OWN + 2 * Math.sqrt(own * (1 - own) / Math.max(1, next[0]));
    }

    private void note(int place, int side, long[] next, long[] hits) {
        next[side] += place < 0 ? 0 : 1;
        hits[side] += place >= 0 && of(place) ? 1 : 0;
    }

    private void count() {
        for (int place = 0; place < timelines.size(); place++) {
            if (!of(place)) {
                continue;
            }
            int last = Math.min(timelines.size() - 1, place + MOST_AHEAD);
            for (int p = place + 1; p <= last && timelines.key[p] == timelines.key[place]; p++) {
                if (timelines.entity[p] != timelines.entity[place]) {
                    int bin = bin(timelines.micros[p] - timelines.micros[place]);
                    pairs[bin]++;
                    alike[bin] += of(p) ? 1 : 0;
                }
            }
        }
    }

    private static int bin(long micros) {
        double octaves = Math.log(1 + micros * 1e-6) / Math.log(2);
        return Math.min(BINS - 1, (int) (octaves * BINS_PER_OCTAVE));
    }

    private static double seconds(int bin) {
        return Math.pow(2, (bin + 0.5) / BINS_PER_OCTAVE);
    }

    /** An episode that is not seen to end lasts, as far as is known, as long as the reference. */
    private void fitLength() {
        double longest = Math.max(60, timelines.spanMicros * 1e-6);
        double plain = likelihood(0, 1, true);
        double best = plain;
        for (int shape = 0; shape < 2; shape++) {
            for (double mean = 30; mean <= longest; mean *= 1.05) {
                for (int s = 1; s <= 50; s++) {
                    double likelihood = likelihood(s / 50.0, mean, shape == 0);
                    if (likelihood > best) {
                        best = likelihood;
                        alikeAtOnce = s / 50.0;
                        meanSeconds = mean;
                        fixed = shape == 0;
                    }
                }
            }
        }
        nats = best - plain;
    }

    private double likelihood(double atOnce, double mean, boolean straight) {
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (pairs[bin] > 0) {
                double x = seconds(bin) / mean;
                double left = straight ? Math.max(0, 1 - x) : Math.exp(-x);
                double p = own + Math.max(0, atOnce - own) * left;
                p = Math.max(1e-6, Math.min(1 - 1e-6, p));
                sum += alike[bin] * Math.log(p) + (pairs[bin] - alike[bin]) * Math.log(1 - p);
            }
        }
        return sum;
    }

    /** Share of the class among events of a key between two of the class that are near in time and of other entities. */
    private double shareInside() {
        long within = (long) (meanSeconds * 1e6 / 2);
        long between = 0;
        long hits = 0;
        for (int place = 1; place < timelines.size() - 1; place++) {
            boolean same = timelines.key[place - 1] == timelines.key[place + 1];
            if (same
                    && timelines.entity[place - 1] != timelines.entity[place]
                    && timelines.entity[place + 1] != timelines.entity[place]
                    && timelines.micros[place + 1] - timelines.micros[place - 1] <= within
                    && of(place - 1)
                    && of(place + 1)) {
                between++;
                hits += of(place) ? 1 : 0;
            }
        }
        return between < FEWEST_PAIRS ? alikeAtOnce : hits / (double) between;
    }

    /** True if keys carry the class, or part of it. */
    boolean found() {
        return found;
    }

    /** Share of the class that keys carry. */
    double part() {
        return Math.min(1, alikeAtOnce / share);
    }

    /** Rows of the class that have a neighbour of it at their key, another entity's, within the length of an episode. */
    int[] rows() {
        long within = (long) (meanSeconds * 1e6);
        int[] rows = new int[timelines.size()];
        int count = 0;
        for (int place = 0; place < timelines.size(); place++) {
            if (of(place)) {
                int next = timelines.nextOther(place);
                int previous = timelines.previousOther(place);
                boolean behind = next >= 0 && of(next) && timelines.micros[next] - timelines.micros[place] <= within;
                boolean before =
                        previous >= 0 && of(previous) && timelines.micros[place] - timelines.micros[previous] <= within;
                if (behind || before) {
                    rows[count++] = timelines.row[place];
                }
            }
        }
        return Arrays.copyOf(rows, count);
    }

    /** The law of the episodes that bring as many events as the reference has. */
    KeyEpisodes law(int borneClass, int key) {
        double active = Math.min(0.5, own * part() / share);
        return new KeyEpisodes(
                borneClass, key, active, Math.max(1, (long) (meanSeconds * 1e6)), fixed, Math.min(1, share));
    }
}
