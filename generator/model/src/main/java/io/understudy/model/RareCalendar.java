package io.understudy.model;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * The rare events that are certain to come, by when, beside those that are wanted then. Episodes go on for hours or days, so
 * that most of what comes in the next hours was started long ago: it is foretold when an episode starts, and what is foretold
 * for a time is compared with what is for that time on average, as long beforehand. Times are those of the model, in bins of
 * which a window has {@link #BINS}. Scratch of one {@link RareDial}.
 *
 * <p>How many events a bin will have is taken from the same time of the day before, of the week before where bins are long.
 */
final class RareCalendar {
    private static final int BINS = 120; // of a window
    private static final int AHEAD = 36; // bins over which the surplus behind a start is averaged
    private static final int FARTHEST = 144; // bins until a start, from where on its time makes no difference
    private static final int RING = 256; // bins at hand; more than the last two together
    private static final int SLOTS = 144; // of a day or week
    private static final double LEARN = 0.005; // of what is foretold on average, a bin
    private static final double LEARN_RATE = 0.05; // of events a bin
    private static final double PRIOR_EVENTS = 0.02;
    private static final double PRIOR_TOLD = 0.7;
    private static final double MOST_TOLD = 1.5;
    private static final long DAY = 86_400_000_000L;
    private static final long NEVER = Long.MIN_VALUE;

    private final double share;
    private final long binMicros;
    private final long periodMicros;
    private final long slotMicros;
    private final double[] told = new double[RING]; // [bin % RING] still to come
    private final PriorityQueue<Long> later = new PriorityQueue<>(); // times beyond the ring
    private final double[] toldByLead = new double[RING]; // on average
    private final double[] wantedByLead = new double[RING];
    private final double[] rateBySlot; // events a microsecond, NaN where none is known
    private double rate; // of late
    private double events; // of this bin
    private double slotEvents;
    private long slot = NEVER;
    private long bin = NEVER;

    /**
     * An empty calendar.
     *
     * @param share of rare events that is wanted
     * @param windowMicros model time of a window, about
     */
    RareCalendar(double share, long windowMicros) {
        this.share = share;
        binMicros = Math.max(1, windowMicros / BINS);
        periodMicros = binMicros <= DAY / 12 ? DAY : 7 * DAY;
        slotMicros = Math.max(binMicros, periodMicros / SLOTS);
        rateBySlot = new double[(int) Math.max(1, (periodMicros + slotMicros - 1) / slotMicros)];
        Arrays.fill(rateBySlot, Double.NaN);
    }

    private static int place(long bin) {
        return (int) Math.floorMod(bin, (long) RING);
    }

    /** Time has come to {@code micros}. */
    void advance(long micros) {
        long now = Math.floorDiv(micros, binMicros);
        if (bin == NEVER || now - bin > 2 * RING) {
            bin = now;
            events = 0;
            Arrays.fill(told, 0);
            collect();
        }
        advanceSlot(micros);
        while (bin < now) {
            rate += (rate == 0 ? 1 : LEARN_RATE) * (events / binMicros - rate);
            events = 0;
            told[place(bin)] = 0;
            bin++;
            collect();
            for (int lead = 1; lead < RING; lead++) {
                toldByLead[lead] += LEARN * (told[place(bin + lead)] - toldByLead[lead]);
                wantedByLead[lead] += LEARN * (share * expected(bin + lead) - wantedByLead[lead]);
            }
        }
    }

    private void advanceSlot(long micros) {
        long now = Math.floorDiv(micros, slotMicros);
        if (slot != NEVER && now > slot) {
            int at = slotAt(slot * slotMicros);
            double seen = slotEvents / slotMicros;
            rateBySlot[at] = Double.isNaN(rateBySlot[at]) ? seen : (rateBySlot[at] + seen) / 2;
            slotEvents = 0;
        }
        slot = now;
    }

    private int slotAt(long micros) {
        return (int) (Math.floorMod(micros, periodMicros) / slotMicros);
    }

    /** Events that are to be expected in a bin. */
    private double expected(long of) {
        double known = rateBySlot[slotAt(of * binMicros + binMicros / 2)];
        return binMicros * (Double.isNaN(known) ? rate : known);
    }

    private void collect() {
        while (!later.isEmpty() && Math.floorDiv(later.peek(), binMicros) < bin + RING) {
            note(later.remove());
        }
    }

    private void note(long micros) {
        long at = Math.floorDiv(micros, binMicros);
        if (at >= bin) {
            told[place(at)]++;
        }
    }

    /** A rare event will come at {@code micros}. */
    void foretell(long micros) {
        if (Math.floorDiv(micros, binMicros) < bin + RING) {
            note(micros);
        } else {
            later.add(micros);
        }
    }

    /** An event has come. */
    void count(boolean isRare) {
        events++;
        slotEvents++;
        if (isRare && told[place(bin)] >= 1) {
            told[place(bin)]--;
        }
    }

    /** Rare events that are too many in the time behind a start at {@code micros}, if there are {@code surplus} now. */
    double surplusAt(long micros, double surplus) {
        long from = Math.max(bin, Math.min(Math.floorDiv(micros, binMicros), bin + FARTHEST));
        double expected = told[place(bin)] - share * Math.max(0, expected(bin) - events);
        double so = surplus + expected;
        double sum = 0;
        for (long at = bin; at < from + AHEAD; at++) {
            if (at > bin) {
                int lead = (int) (at - bin);
                double usual = (toldByLead[lead] + PRIOR_TOLD * PRIOR_EVENTS) / (wantedByLead[lead] + PRIOR_EVENTS);
                so += told[place(at)] - Math.min(usual, MOST_TOLD) * share * expected(at);
            }
            sum += at < from ? 0 : so;
        }
        return sum / AHEAD;
    }
}
