package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/**
 * Which of the things that are not known of an observed entity a law looks at. Hypotheses that are alike in these have one
 * answer.
 *
 * @param clusters whether it tells clusters apart
 * @param grades whether it tells grades of {@link PaceLaw} apart
 */
record Sight(boolean clusters, boolean grades) {
    static final Sight NONE = new Sight(false, false);
    static final Sight CLUSTERS = new Sight(true, false);
    static final Sight ALL = new Sight(true, true);

    /** What trees look at; {@code null} is none. */
    static Sight of(ProbabilityTree... trees) {
        Sight sight = NONE;
        for (ProbabilityTree tree : trees) {
            sight = tree == null ? sight : sight.and(ofTree(tree));
        }
        return sight;
    }

    private static Sight ofTree(ProbabilityTree tree) {
        boolean clusters = false;
        boolean grades = false;
        for (int id : tree.arrays().featureByNode()) {
            Feature feature = id < 0 ? Feature.TOKEN : Feature.of(id);
            clusters |= feature == Feature.CLUSTER || feature == Feature.TRAIT;
            grades |= feature == Feature.PACE || feature == Feature.HABIT;
        }
        return new Sight(clusters, grades);
    }

    /** What either looks at. */
    Sight and(Sight other) {
        return new Sight(clusters || other.clusters, grades || other.grades);
    }

    static Sight of(TokenLaw law) {
        return law == null ? NONE : of(law.tree()).and(law.mostNow() == null ? NONE : CLUSTERS);
    }

    static Sight of(NumberLaw law) {
        Sight fresh = of(law.plain()).and(of(law.near()));
        Sight level = law.level() == null ? NONE : law.level().quantiles() == null ? CLUSTERS : ALL;
        return of(law.kind()).and(fresh).and(level);
    }

    private static Sight of(FreshLaw law) {
        return law == null ? NONE : of(law.bin(), law.zeros());
    }

    /** What the day and the time of the next event look at, whose limits may be those of clusters. */
    static Sight of(GapLaw law, TokenLaw token) {
        Sight sight = of(law.sameDay()).and(of(law.laterDay())).and(of(token)).and(of(law.within(), law.timeOfDay()));
        return law.limitsTellClusters() ? sight.and(CLUSTERS) : sight;
    }
}
