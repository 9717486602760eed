package io.understudy.engine.fit.dp;

import io.understudy.engine.fit.tree.TreeGrower;
import io.understudy.model.chain.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Learns one law in rounds: each counts the outcomes in tables of the features so far and one candidate more, releases
 * them, and keeps the candidate that foretells most. Scratch of one thread.
 */
final class LawFit {
    private static final double GOLDEN = 0.6180339887498949;
    static final double BASE_WEIGHT = 2;
    private static final int MOST_CELLS = 1 << 22;
    private static final int LATER_CANDIDATES = 3;
    private static final int GROUPS = 16; // of outcomes, that a scale tells apart
    private static final int ROUND_OF_SCALES =
            1; // the first in which it is known how likely outcomes are, if there are two

    private final LawPlan plan;
    private final List<Grid> told = new ArrayList<>(); // features so far
    private final Ladder ladder;
    private final LawFit rare; // of the events of rare classes; null where those are not told apart
    private final boolean once;
    private List<Count> counts = new ArrayList<>(); // of the round at hand
    private List<Grid> open; // candidates, the most promising first
    private double phase;
    private Scale scale; // null where no feature moves the law as a whole

    /** A table while it is counted. */
    private static final class Count {
        private final Grid grid; // null for the table of the base features alone
        private final int bins;
        private final int[] groupOf; // [outcome] null where the table tells all apart
        private final int[] cells;
        private final Contribution entity = new Contribution();
        private final int[] norms = new int[ClipChoice.NORMS];
        private long clipSquared;

        Count(Grid grid, long contexts, int outcomes) {
            this.grid = grid;
            bins = grid == null ? 1 : grid.bins();
            groupOf = null;
            cells = new int[(int) (contexts * bins * outcomes)];
        }

        /** A table of groups of outcomes, whatever the context. */
        Count(Grid grid, int[] groupOf) {
            this.grid = grid;
            this.groupOf = groupOf;
            bins = grid.bins();
            cells = new int[bins * GROUPS];
        }
    }

    /**
     * Learns {@code plan}.
     *
     * @param rare takes the events of rare classes in its place; null where it learns all
     * @param once true if one round is enough
     */
    LawFit(LawPlan plan, LawFit rare, boolean once) {
        this.plan = plan;
        this.rare = rare;
        this.once = once;
        told.addAll(Arrays.asList(plan.base()));
        ladder = new Ladder(plan.outcomes(), plan.ordered());
        open = Arrays.stream(plan.candidates()).toList();
    }

    String name() {
        return plan.name();
    }

    LawPlan plan() {
        return plan;
    }

    /** Cells of the first table. */
    long firstCells() {
        return plan.contexts() * plan.outcomes();
    }

    /** Cells of the tables of the round at hand that tell one feature more apart. */
    long[] nextCells() {
        return counts.stream()
                .filter(count -> count.grid != null && count.groupOf == null)
                .mapToLong(count -> count.cells.length)
                .toArray();
    }

    int baseFeatures() {
        return plan.base().length;
    }

    int outcomes() {
        return plan.outcomes();
    }

    /** The law of rare classes, or null. */
    LawFit rare() {
        return rare;
    }

    Ladder ladder() {
        return ladder;
    }

    /** Features that the law tells apart, in the order of the ladder's tables. */
    List<Grid> told() {
        return told;
    }

    /** What moves the law as a whole; null where nothing does, or nothing beyond the features that are told. */
    Scale scale() {
        return scale == null || told.contains(scale.grid()) ? null : scale;
    }

    /**
     * Opens the tables of a round; their number.
     *
     * @param rounds of all
     * @param firstCandidates most of them in the first round
     */
    int open(int round, int rounds, int firstCandidates) {
        counts = new ArrayList<>();
        if (once && round > 0) {
            return 0;
        }
        long contexts = 1;
        for (Grid grid : told) {
            contexts *= grid.bins();
        }
        if (round == 0) {
            counts.add(new Count(null, contexts, plan.outcomes()));
        } else if (ladder.size() <= round - 1 && round > 1) {
            open = List.of(); // the last round found nothing
        }
        int most = round == 0 ? firstCandidates : LATER_CANDIDATES;
        for (Grid grid : open) {
            boolean room = contexts * grid.bins() * plan.outcomes() <= MOST_CELLS;
            if (room && grid.bins() > 1 && counts.size() < most + (round == 0 ? 1 : 0)) {
                counts.add(new Count(grid, contexts, plan.outcomes()));
            }
        }
        if (round == Math.min(ROUND_OF_SCALES, rounds - 1)) {
            double[] even = new double[plan.outcomes()];
            Arrays.fill(even, 1.0 / even.length);
            int[] groupOf = Scale.cut(round == 0 ? even : ladder.root(null), GROUPS);
            for (Grid grid : plan.scales()) {
                if (grid.bins() > 1 && !told.contains(grid)) {
                    counts.add(new Count(grid, groupOf));
                }
            }
        }
        return counts.size();
    }

    int tables() {
        return counts.size();
    }

    /**
     * Begins an entity, whose first event decides which of its most frequent outcomes are counted: nothing of others may,
     * not even how many stand before it in the log.
     */
    void begin(long firstMicros) {
        phase = (TreeGrower.mix(firstMicros) >>> 11) * 0x1p-53;
        if (rare != null) {
            rare.begin(firstMicros);
        }
    }

    /** Whether the most frequent outcome is counted this time: evenly, and in step with no week or month. */
    private boolean isCounted() {
        phase += GOLDEN;
        return (phase - Math.floor(phase)) * plan.thinned() < 1;
    }

    /** Notes an event of the entity at hand. */
    void see(History history, int outcome) {
        if (rare != null && history.draft().label > 0) {
            rare.see(history, outcome);
            return;
        }
        if (outcome == 0 && !isCounted()) {
            return;
        }
        int context = 0;
        for (int i = 0; i < told.size(); i++) {
            Grid grid = told.get(i);
            context = context * grid.bins() + grid.bin(history.feature(grid.feature()));
        }
        for (int i = 0; i < counts.size(); i++) {
            Count count = counts.get(i);
            int bin = count.grid == null ? 0 : count.grid.bin(history.feature(count.grid.feature()));
            count.entity.add(
                    count.groupOf == null
                            ? (context * count.bins + bin) * plan.outcomes() + outcome
                            : bin * GROUPS + count.groupOf[outcome]);
        }
    }

    /** Ends the entity at hand for a survey of norms. */
    void survey() {
        for (Count count : counts) {
            if (count.entity.size() > 0) {
                count.norms[ClipChoice.norm(count.entity.squaredNorm())]++;
                count.entity.clear();
            }
        }
    }

    /** Ends the entity at hand: its events are clipped and counted. */
    void count() {
        for (Count count : counts) {
            count.entity.addTo(count.cells, count.clipSquared);
            count.entity.clear();
        }
    }

    /** Adds the norms of the tables to {@code survey} from {@code at} on; returns where the next law's begin. */
    int copyNorms(int[] survey, int at) {
        int next = at;
        for (Count count : counts) {
            System.arraycopy(count.norms, 0, survey, next, ClipChoice.NORMS);
            next += ClipChoice.NORMS;
        }
        return next;
    }

    int chooseClips(NoisedTable survey, int at, double rho, double scale, long otherwise) {
        int next = at;
        for (Count count : counts) {
            count.clipSquared =
                    ClipChoice.squared(survey, next, count.cells.length, rho * weight(count), scale, otherwise);
            next += ClipChoice.NORMS;
        }
        return next;
    }

    /** Releases the round's tables, each for {@code share} of the budget, and takes the best candidate into the ladder. */
    void release(Budget budget, double share) {
        record Scored(Count count, NoisedTable table, double gain) {}
        List<Scored> scored = new ArrayList<>();
        double most = 0;
        for (Count count : counts) {
            NoisedTable table = budget.release(name(count), count.cells, count.clipSquared, share * weight(count));
            if (count.grid == null) {
                ladder.add(new Ladder.Step(table, null, false));
            } else if (count.groupOf != null) {
                double gain = Ladder.gain(table, count.bins, GROUPS);
                if (gain > most) {
                    most = gain;
                    scale = new Scale(count.grid, table, count.groupOf, GROUPS);
                }
            } else {
                scored.add(new Scored(count, table, Ladder.gain(table, count.bins, plan.outcomes())));
            }
        }
        counts = List.of();
        scored.sort(Comparator.comparingDouble(s -> -s.gain()));
        open = scored.stream().skip(1).map(s -> s.count().grid).toList();
        if (!scored.isEmpty() && scored.get(0).gain() > 0) {
            told.add(scored.get(0).count().grid);
            Grid grid = scored.get(0).count().grid;
            ladder.add(new Ladder.Step(scored.get(0).table(), grid, plan.echoes(grid)));
        } else {
            open = List.of();
        }
    }

    /** Shares of the budget that the round's tables have: the first one of a law, on which all others rest, has more. */
    double weights() {
        return counts.stream().mapToDouble(LawFit::weight).sum();
    }

    private static double weight(Count count) {
        return count.grid == null ? BASE_WEIGHT : 1;
    }

    private String name(Count count) {
        StringBuilder name = new StringBuilder(plan.name());
        if (count.groupOf != null) {
            return name.append(", groups by ")
                    .append(io.understudy.model.chain.Feature.name(count.grid.feature()))
                    .toString();
        }
        for (int i = 0; i < told.size() + 1; i++) {
            Grid grid = i < told.size() ? told.get(i) : count.grid;
            if (grid != null) {
                name.append(i == 0 ? " by " : ", ").append(io.understudy.model.chain.Feature.name(grid.feature()));
            }
        }
        return name.toString();
    }
}
