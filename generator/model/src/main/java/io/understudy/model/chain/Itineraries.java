package io.understudy.model.chain;

import java.util.Arrays;

/**
 * The classes that an entity goes through, stage after stage, where entities are few and nobody's privacy is at stake: an
 * attack takes its steps in an order and leaves most hosts alone, which no law of single events keeps. An entity follows one
 * of the reference's of its cluster, whose statics it has too, each stage as long as there, give or take a tenth, or as large a
 * part of its life; behind the last stage it is normal.
 *
 * <p>A stage of few events has its own tokens and gaps, step by step, for what an attack does and what that brings about is
 * too seldom for laws to be learned: a scan that takes one second is nothing like the day that it interrupts. Nine in ten of
 * the tokens are those of the steps, and gaps are as long as there, give or take a tenth.
 *
 * @param startByCluster // [cluster] into the two arrays by itinerary, one more than there are clusters; each has one at least
 * @param statics number of static columns
 * @param staticCells // [itinerary * statics + column]
 * @param lifeSeconds // [itinerary] from the first event to the last
 * @param startByItinerary // [itinerary] into the arrays by stage, one more than there are itineraries; each has one at least
 * @param classByStage // [stage]
 * @param eventsByStage // [stage] how many events it lasts; 0 where it is measured in time
 * @param secondsByStage // [stage] how long it lasts; 0 where it is measured in events
 * @param startByStage // [stage] into the arrays by step, one more than there are stages; a stage has no step or one an event
 * @param tokenByStep // [step]
 * @param gapMicrosByStep // [step] time since the event before
 */
@SuppressWarnings("ArrayRecordComponent")
public record Itineraries(
        int[] startByCluster,
        int statics,
        long[] staticCells,
        double[] lifeSeconds,
        int[] startByItinerary,
        int[] classByStage,
        int[] eventsByStage,
        int[] secondsByStage,
        int[] startByStage,
        int[] tokenByStep,
        long[] gapMicrosByStep) {
    /** Stages that an itinerary may have. */
    public static final int MOST_STAGES = 10_000;

    /** Steps that a stage may have. */
    public static final int MOST_STEPS = 64;

    private static final double SPREAD = 0.1;
    private static final double OTHER_TOKENS = 0.1; // share of the steps whose token is the law's

    public Itineraries {
        if (startByItinerary.length != lifeSeconds.length + 1
                || startByCluster[startByCluster.length - 1] != lifeSeconds.length
                || staticCells.length != statics * lifeSeconds.length
                || startByItinerary[startByItinerary.length - 1] != classByStage.length
                || classByStage.length != eventsByStage.length
                || classByStage.length != secondsByStage.length
                || classByStage.length + 1 != startByStage.length
                || startByStage[classByStage.length] != tokenByStep.length
                || tokenByStep.length != gapMicrosByStep.length) {
            throw new IllegalArgumentException("the arrays of the itineraries do not belong together: "
                    + Arrays.toString(startByCluster) + ", " + Arrays.toString(startByItinerary));
        }
    }

    /**
     * An itinerary for an entity of a cluster, at quantile {@code u}: as many follow one as the others. Among those of the same
     * statics, the odds of those with a rare class are multiplied.
     */
    int pick(int cluster, double u, double rareOdds) {
        int from = startByCluster[cluster];
        int to = startByCluster[cluster + 1];
        double place = from + u * (to - from);
        int even = Math.min(to - 1, (int) place);
        int before = 0;
        int all = 0;
        double total = 0;
        for (int i = from; i < to; i++) {
            if (alike(i, even)) {
                before += i < even ? 1 : 0;
                all++;
                total += weight(i, rareOdds);
            }
        }
        double wanted = (before + place - even) / all * total;
        double below = 0;
        int picked = even;
        for (int i = from; i < to && below <= wanted; i++) {
            if (alike(i, even)) {
                picked = i;
                below += weight(i, rareOdds);
            }
        }
        return picked;
    }

    private boolean alike(int itinerary, int other) {
        for (int i = 0; i < statics; i++) {
            if (staticCells[itinerary * statics + i] != staticCells[other * statics + i]) {
                return false;
            }
        }
        return true;
    }

    long staticCell(int itinerary, int column) {
        return staticCells[itinerary * statics + column];
    }

    int first(int cluster) {
        return startByCluster[cluster];
    }

    int count() {
        return lifeSeconds.length;
    }

    boolean alike(int itinerary, History history) {
        for (int i = 0; i < statics; i++) {
            if (staticCells[itinerary * statics + i] != history.staticCell(i)) {
                return false;
            }
        }
        return true;
    }

    private double weight(int itinerary, double rareOdds) {
        for (int s = startByItinerary[itinerary]; s < startByItinerary[itinerary + 1]; s++) {
            if (classByStage[s] > 0) {
                return rareOdds;
            }
        }
        return 1;
    }

    /** True if the stage or one behind it is of a rare class. */
    boolean hasRare(int itinerary, int stage) {
        for (int s = startByItinerary[itinerary] + Math.max(0, stage); s < startByItinerary[itinerary + 1]; s++) {
            if (classByStage[s] > 0) {
                return true;
            }
        }
        return false;
    }

    int stages(int itinerary) {
        return startByItinerary[itinerary + 1] - startByItinerary[itinerary];
    }

    int label(int itinerary, int stage) {
        return classByStage[startByItinerary[itinerary] + stage];
    }

    boolean timed(int itinerary, int stage) {
        return eventsByStage[startByItinerary[itinerary] + stage] == 0;
    }

    /**
     * True if a stage is over behind an event at second {@code now}.
     *
     * @param left events that it still has, or the second that it lasts until where it is {@link #timed}
     */
    boolean over(int itinerary, int stage, int left, int now) {
        return timed(itinerary, stage) ? now >= left : left == 0;
    }

    /** Steps of a stage; 0 where laws tell what happens in it. */
    int steps(int itinerary, int stage) {
        int at = startByItinerary[itinerary] + stage;
        return startByStage[at + 1] - startByStage[at];
    }

    /** The token of a step; {@link ChainShape#UNKNOWN} where the law of tokens tells. */
    int token(int itinerary, int stage, int step, EventRandom random) {
        boolean other = random.nextDouble() < OTHER_TOKENS;
        return other ? ChainShape.UNKNOWN : tokenByStep[startByStage[startByItinerary[itinerary] + stage] + step];
    }

    /** Time between a step and the event before, in units of {@code resolutionMicros}. */
    long gapUnits(int itinerary, int stage, int step, long resolutionMicros, EventRandom random) {
        long micros = gapMicrosByStep[startByStage[startByItinerary[itinerary] + stage] + step];
        return Math.round(micros / (double) resolutionMicros * (1 + SPREAD * (2 * random.nextDouble() - 1)));
    }

    /** True if a stage that is over may have had so many events; one that is not may have had fewer. */
    boolean fits(int itinerary, int stage, int events, boolean over) {
        if (timed(itinerary, stage)) {
            return true;
        }
        double usual = eventsByStage[startByItinerary[itinerary] + stage];
        return events <= usual * (1 + SPREAD) + 1 && (!over || events >= usual * (1 - SPREAD) - 1);
    }

    /**
     * How long a stage that begins lasts: seconds where it is {@link #timed}, else events. Time is never longer than its part
     * of a life, so that what follows still has its own.
     */
    int length(int itinerary, int stage, double secondsOfLife, EventRandom random) {
        int at = startByItinerary[itinerary] + stage;
        if (steps(itinerary, stage) > 0) {
            return steps(itinerary, stage);
        }
        double factor = 1 + SPREAD * (timed(itinerary, stage) ? -random.nextDouble() : 2 * random.nextDouble() - 1);
        double share = secondsByStage[at] / Math.max(1, lifeSeconds[itinerary]);
        double length = (eventsByStage[at] + share * Math.max(1, secondsOfLife)) * factor;
        return Math.max(1, (int) Math.min(Integer.MAX_VALUE, length + random.nextDouble()));
    }
}
