package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which hypotheses about an observed entity a law tells apart: where no question that it may ask of cluster and grade has
 * another answer, two are of one kind, and have one answer of the law. Immutable.
 */
final class Sight {
    private final ChainShape shape;
    private final int[] kind; // [cluster * grades + grade]
    private final boolean running; // whether the law asks where the running column lies over the entity's life

    private Sight(ChainShape shape, int[] kind, boolean running) {
        this.shape = shape;
        this.kind = kind;
        this.running = running;
    }

    /** A law that looks at nothing of the kind. */
    static Sight none(ChainShape shape) {
        return new Sight(shape, new int[shape.clusters() * shape.pace().grades()], false);
    }

    /** The kind of a hypothesis, less than there are hypotheses. */
    int kind(int hypothesis) {
        return kind[hypothesis];
    }

    /** True if the law also asks where the running column lies over the entity's life. */
    boolean running() {
        return running;
    }

    /** The same of a law that looks at the cluster too. */
    Sight clusters() {
        int[] clusters = new int[kind.length];
        Arrays.setAll(clusters, i -> i / shape.pace().grades());
        return refined(clusters);
    }

    /** The same of a law that looks at cluster and grade. */
    Sight all() {
        int[] hypotheses = new int[kind.length];
        Arrays.setAll(hypotheses, i -> i);
        return new Sight(shape, hypotheses, running);
    }

    /** The same of a law that asks a tree too, if there is one. */
    Sight and(ProbabilityTree tree) {
        Sight sight = this;
        int[] features = tree == null ? new int[0] : tree.arrays().featureByNode();
        for (int node = 0; node < features.length; node++) {
            Feature feature = features[node] < 0 ? Feature.TOKEN : Feature.of(features[node]);
            if (feature == Feature.CLUSTER
                    || feature == Feature.TRAIT
                    || feature == Feature.PACE
                    || feature == Feature.HABIT) {
                int[] left = new int[kind.length];
                for (int i = 0; i < left.length; i++) {
                    left[i] = tree.goesLeft(node, value(feature, Feature.argument(features[node]), i)) ? 1 : 0;
                }
                sight = sight.refined(left);
            } else if (feature == Feature.BALANCE_AWAY
                    || feature == Feature.BALANCE_LEVEL
                    || feature == Feature.BALANCE_SWING) {
                sight = new Sight(shape, sight.kind, true);
            }
        }
        return sight;
    }

    private double value(Feature feature, int argument, int hypothesis) {
        int grades = shape.pace().grades();
        int cluster = hypothesis / grades;
        double grade = grades == 1 ? Double.NaN : hypothesis % grades;
        int sizes = shape.pace().sizes();
        return switch (feature) {
            case CLUSTER -> cluster;
            case TRAIT -> shape.traitsByCluster()[cluster * shape.traits() + argument];
            case PACE -> grade % sizes;
            default -> Math.floor(grade / sizes);
        };
    }

    Sight and(TokenLaw law) {
        return law == null
                ? this
                : law.mostNow() == null ? and(law.tree()) : and(law.tree()).clusters();
    }

    Sight and(NumberLaw law) {
        Sight sight = and(law.kind()).and(law.plain()).and(law.near()).and(law.opens());
        return law.level() == null ? sight : law.level().quantiles() == null ? sight.clusters() : sight.all();
    }

    private Sight and(FreshLaw law) {
        return law == null ? this : and(law.bin()).and(law.zeros());
    }

    /** Kinds of which those are two that differ in {@code answers}. // [hypothesis] */
    private Sight refined(int[] answers) {
        Map<Long, Integer> kinds = new HashMap<>();
        int[] refined = new int[kind.length];
        for (int i = 0; i < kind.length; i++) {
            long both = (long) kind[i] << Integer.SIZE | answers[i];
            Integer known = kinds.putIfAbsent(both, kinds.size());
            refined[i] = known == null ? kinds.size() - 1 : known;
        }
        return new Sight(shape, refined, running);
    }
}
