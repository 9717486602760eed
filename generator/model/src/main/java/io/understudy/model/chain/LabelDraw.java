package io.understudy.model.chain;

import io.understudy.model.SamplerSettings;
import io.understudy.model.tree.ProbabilityTree;

/**
 * Draws the class of the next event; the odds of starting a rare one are multiplied by the rare odds. Scratch of one
 * sampler.
 */
final class LabelDraw {
    private static final int MOST_COUNTED = 15; // classes, and runs of one
    private static final int STAGE_BITS = 32;
    private static final long NO_STEP = -1;

    private final ChainLaws laws;
    private final History history;
    private final EventRandom random;
    private final SamplerSettings settings;
    private final double rareOdds;
    private final int[] cells = new int[ClassContexts.KINDS]; // of the odds, in the last context
    private double startShare; // in the last context, at odds 1
    private boolean start;
    private int token = ChainShape.UNKNOWN; // of the step whose class was drawn last
    private long gapUnits = NO_STEP; // before it

    LabelDraw(ChainLaws laws, History history, EventRandom random, SamplerSettings settings) {
        this.laws = laws;
        this.history = history;
        this.random = random;
        this.settings = settings;
        rareOdds = settings.rareOdds();
    }

    /**
     * Gives the entity at hand, which is being born, its itinerary and the statics that go with it, if it follows one. Its
     * {@code place} among those of its cluster says which, so that each is followed as often as the others.
     */
    boolean begin(double place) {
        Itineraries all = laws.itineraries();
        if (all == null) {
            return false;
        }
        int itinerary = all.pick(history.cluster, place, rareOdds);
        history.state.putLong(StatePlan.ITINERARY, itinerary + 1);
        for (int i = 0; i < all.statics(); i++) {
            history.state.putLong(history.plan.statics + 8 * i, all.staticCell(itinerary, i));
        }
        return true;
    }

    /** True if the entity at hand has stages of a rare class before it, which it stays for. */
    boolean goesOn() {
        long at = laws.itineraries() == null ? 0 : history.state.getLong(StatePlan.ITINERARY);
        return at > 0 && laws.itineraries().hasRare((int) at - 1, (int) (at >>> STAGE_BITS) - 1);
    }

    /** The class. */
    int draw() {
        token = ChainShape.UNKNOWN;
        gapUnits = NO_STEP;
        if (laws.label() == null) {
            return 0;
        }
        long at = laws.itineraries() == null ? 0 : history.state.getLong(StatePlan.ITINERARY);
        return at > 0 ? follow((int) at - 1, (int) (at >>> STAGE_BITS)) : drawFree();
    }

    /**
     * The class, where starts out of what is normal have {@code odds} and the rest of an episode goes its own way. Only where
     * classes follow no itinerary and no law of runs.
     */
    int draw(double odds) {
        token = ChainShape.UNKNOWN;
        gapUnits = NO_STEP;
        start = false;
        startShare = 0;
        if (laws.label() == null) {
            return 0;
        }
        boolean normal = history.count() == 0 || history.state.getShort(StatePlan.LAST_LABEL) == 0;
        ProbabilityTree tree = laws.label().tree();
        laws.label().find(history, cells);
        int leaf = random.leaf(tree, history);
        double all = 0;
        for (int entry = tree.firstEntry(leaf); entry < tree.endEntry(leaf); entry++) {
            double weight = laws.label().weight(leaf, entry, cells);
            all += weight;
            startShare += normal && tree.outcomeAt(entry) != 0 ? weight : 0;
        }
        double u = random.nextDouble() * (all + (odds - 1) * startShare);
        startShare /= all;
        int drawn = 0;
        for (int entry = tree.firstEntry(leaf); entry < tree.endEntry(leaf) && u >= 0; entry++) {
            double weight = laws.label().weight(leaf, entry, cells) * (normal && tree.outcomeAt(entry) != 0 ? odds : 1);
            drawn = weight > 0 ? tree.outcomeAt(entry) : drawn;
            u -= weight;
        }
        start = normal && drawn != 0;
        return drawn;
    }

    /** Whether the last class that was drawn at odds starts an episode. */
    boolean start() {
        return start;
    }

    /** The probability of a start in the context where a class was last drawn at odds, in the model itself. */
    double startShare() {
        return startShare;
    }

    private int drawFree() {
        int last = history.count() == 0 ? 0 : history.state.getShort(StatePlan.LAST_LABEL);
        boolean ruled = last > 0 && laws.runs() != null && laws.runs().rules(history.cluster, last);
        int left = history.state.getInt(StatePlan.RUN_LEFT);
        if (ruled && left > 0) {
            history.state.putInt(StatePlan.RUN_LEFT, left - 1);
            return last;
        }
        int label = draw(last, ruled);
        if (label != last && laws.runs() != null && laws.runs().rules(history.cluster, label)) {
            history.state.putInt(StatePlan.RUN_LEFT, laws.runs().draw(history.cluster, label, random) - 1);
            noteRun(label);
        }
        return label;
    }

    /** The class of the stage that the entity is at; stages count from 1, and 0 is before the first. */
    private int follow(int itinerary, int stageBefore) {
        Itineraries all = laws.itineraries();
        int stages = all.stages(itinerary);
        int now = second();
        int left = history.state.getInt(StatePlan.RUN_LEFT); // events of the stage, or its last second
        int stage = stageBefore;
        while (stage <= stages && (stage == 0 || all.over(itinerary, stage - 1, left, now))) {
            stage++;
            if (stage <= stages) {
                int length = all.length(itinerary, stage - 1, secondsOfLife(), random);
                left = all.timed(itinerary, stage - 1) ? now + length : length;
            }
        }
        history.state.putLong(StatePlan.ITINERARY, (long) stage << STAGE_BITS | itinerary + 1);
        if (stage > stages) {
            return 0;
        }
        int steps = all.steps(itinerary, stage - 1);
        if (steps > 0) {
            token = all.token(itinerary, stage - 1, steps - left, random);
            gapUnits = all.gapUnits(itinerary, stage - 1, steps - left, history.shape.resolutionMicros(), random);
        }
        history.state.putInt(StatePlan.RUN_LEFT, all.timed(itinerary, stage - 1) ? left : left - 1);
        return all.label(itinerary, stage - 1);
    }

    /** The token of the event whose class was drawn last; {@link ChainShape#UNKNOWN} if its stage does not tell. */
    int token() {
        return token;
    }

    /** True if the stage of the event whose class was drawn last tells how long it comes behind the one before. */
    boolean tellsTime() {
        return gapUnits >= 0;
    }

    /** When it comes. */
    long timeMicros() {
        return history.state.getLong(StatePlan.LAST_TIME) + gapUnits * history.shape.resolutionMicros();
    }

    /** When the stage of the entity at hand is over, where that is measured in time and there is another; else never. */
    long stageEndMicros() {
        long at =
                laws.itineraries() == null || history.shape.dateOnly() ? 0 : history.state.getLong(StatePlan.ITINERARY);
        int itinerary = (int) at - 1;
        int stage = (int) (at >>> STAGE_BITS);
        if (at == 0
                || stage >= laws.itineraries().stages(itinerary)
                || !laws.itineraries().timed(itinerary, stage - 1)) {
            return Long.MAX_VALUE;
        }
        long last = history.state.getLong(StatePlan.LAST_TIME);
        long end = history.shape.originMicros() + history.state.getInt(StatePlan.RUN_LEFT) * WallClock.SECOND;
        long resolution = history.shape.resolutionMicros();
        return Math.max(last, last + Math.floorDiv(end - last, resolution) * resolution);
    }

    /** The class of the first event of the stage behind that of time that the entity at hand is at. */
    int nextStage() {
        long at = history.state.getLong(StatePlan.ITINERARY);
        history.state.putInt(StatePlan.RUN_LEFT, second());
        return follow((int) at - 1, (int) (at >>> STAGE_BITS));
    }

    private int second() {
        long micros = history.state.getLong(StatePlan.LAST_TIME) - history.shape.originMicros();
        return (int) Math.floorDiv(micros, WallClock.SECOND);
    }

    /** How long the entity at hand is there, from its first event to its last moment. */
    private double secondsOfLife() {
        ChainState state = history.state;
        long first = state.getLong(history.count() == 0 ? StatePlan.LAST_TIME : StatePlan.FIRST_TIME);
        long window = settings.startMicros() + state.getShort(StatePlan.INCARNATION) * history.shape.spanMicros();
        long watched =
                laws.stay() == null ? history.shape.spanMicros() : laws.stay().watchedMicros();
        long last = Math.min(state.getLong(StatePlan.LAST_STAY), window + watched);
        return (last - first) / (double) WallClock.SECOND;
    }

    /** Runs of a class so far that had lengths of their own; counted up to 15, and of the first 16 classes. */
    private int runs(int label) {
        return label > MOST_COUNTED ? 0 : (int) (history.state.getLong(StatePlan.RUN_COUNTS) >>> 4 * label & 15);
    }

    private void noteRun(int label) {
        if (label <= MOST_COUNTED && runs(label) < MOST_COUNTED) {
            long counts = history.state.getLong(StatePlan.RUN_COUNTS);
            history.state.putLong(StatePlan.RUN_COUNTS, counts + (1L << 4 * label));
        }
    }

    private int draw(int last, boolean runIsOver) {
        ProbabilityTree tree = laws.label().tree();
        laws.label().find(history, cells);
        int leaf = random.leaf(tree, history);
        double total = 0;
        for (int entry = tree.firstEntry(leaf); entry < tree.endEntry(leaf); entry++) {
            total += laws.label().weight(leaf, entry, cells) * odds(tree.outcomeAt(entry), last, runIsOver);
        }
        double u = random.nextDouble() * total;
        int drawn = 0;
        for (int entry = tree.firstEntry(leaf); entry < tree.endEntry(leaf) && u >= 0; entry++) {
            double weight = laws.label().weight(leaf, entry, cells) * odds(tree.outcomeAt(entry), last, runIsOver);
            drawn = weight > 0 ? tree.outcomeAt(entry) : drawn;
            u -= weight;
        }
        return drawn;
    }

    private double odds(int label, int last, boolean runIsOver) {
        if (label == last) {
            return runIsOver ? 0 : 1;
        }
        boolean over = label > 0
                && laws.runs() != null
                && laws.runs().over(history.cluster, label, (int) (runs(label) / rareOdds));
        return over ? 0 : label == 0 ? 1 : rareOdds;
    }
}
