package io.understudy.engine.fit;

import io.understudy.model.Profile;
import io.understudy.model.chain.ChainLaws;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.Feature;
import io.understudy.model.chain.FreshLaw;
import io.understudy.model.chain.GapLaw;
import io.understudy.model.chain.NumberLaw;
import io.understudy.model.chain.TokenLaw;
import io.understudy.model.tree.ProbabilityTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts the trees of each law, their leaves, and what they split on. */
final class LawCensus {
    private static final int MOST_SPLITS = 5;

    private final ChainShape shape;
    private final TokenTexts tokens;

    LawCensus(ChainShape shape, TokenTexts tokens) {
        this.shape = shape;
        this.tokens = tokens;
    }

    List<Profile.Law> of(ChainLaws laws) {
        List<Profile.Law> census = new ArrayList<>();
        for (int i = 0; i < laws.statics().size(); i++) {
            census.add(law(
                    name(shape.staticColumns()[i]), trees(List.of(laws.statics().get(i)))));
        }
        census.add(law("class", maybe(laws.label() == null ? null : laws.label().tree())));
        GapLaw gap = laws.gap();
        census.add(law("gap", maybe(tree(gap.sameDay()), gap.within(), tree(gap.laterDay()), gap.timeOfDay())));
        census.add(law("token", maybe(laws.token().tree())));
        for (int i = 0; i < laws.categories().size(); i++) {
            census.add(law(
                    name(shape.categoricalColumns()[i]),
                    maybe(
                            laws.categories().get(i).kind(),
                            laws.categories().get(i).tree())));
        }
        for (int i = 0; i < laws.numbers().size(); i++) {
            census.add(law(
                    name(shape.numericColumns()[i]), trees(laws.numbers().get(i).laws())));
        }
        for (int i = 0; i < laws.keys().size(); i++) {
            census.add(law(name(shape.keyColumns()[i]), maybe(laws.keys().get(i).kind())));
        }
        census.removeIf(law -> law.trees() == 0);
        return census;
    }

    private String name(int column) {
        return shape.layout().column(column).name();
    }

    private static List<ProbabilityTree> maybe(ProbabilityTree... trees) {
        return Arrays.stream(trees).filter(tree -> tree != null).toList();
    }

    private static ProbabilityTree tree(TokenLaw law) {
        return law == null ? null : law.tree();
    }

    private static List<ProbabilityTree> trees(List<NumberLaw> laws) {
        List<ProbabilityTree> trees = new ArrayList<>();
        for (NumberLaw law : laws) {
            trees.add(law.kind());
            for (FreshLaw fresh : new FreshLaw[] {law.plain(), law.near()}) {
                if (fresh != null) {
                    trees.add(fresh.bin());
                    trees.add(fresh.zeros());
                }
            }
        }
        return trees;
    }

    private Profile.Law law(String name, List<ProbabilityTree> trees) {
        int members = 0;
        int leaves = 0;
        Map<Integer, Integer> nodesByFeature = new TreeMap<>();
        for (ProbabilityTree tree : trees) {
            members += tree.members();
            leaves += tree.leaves();
            for (int feature : tree.arrays().featureByNode()) {
                if (feature >= 0) {
                    nodesByFeature.merge(feature, 1, Integer::sum);
                }
            }
        }
        List<Profile.Split> splits = nodesByFeature.entrySet().stream()
                .sorted((a, b) -> Integer.compare(b.getValue(), a.getValue()))
                .limit(MOST_SPLITS)
                .map(entry -> new Profile.Split(feature(entry.getKey()), entry.getValue()))
                .toList();
        return new Profile.Law(name, members, leaves, splits);
    }

    /** A feature in words: {@code slot due of refund}, {@code number mean of amount}. */
    private String feature(int id) {
        Feature feature = Feature.of(id);
        int argument = Feature.argument(id);
        String words = feature.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return switch (feature) {
            case TOKEN_BACK, GAP_BACK, TRAIT -> words + " " + (argument + 1);
            case SLOT_SINCE, SLOT_COUNT, SLOT_NOW, SLOT_SHARE, SLOT_DUE, SLOT_PHASE, SLOT_ECHO ->
                words + " of " + tokens.slot(argument);
            case NUMBER_LAST,
                    NUMBER_PREVIOUS,
                    NUMBER_MEAN,
                    NUMBER_DEVIATION,
                    NUMBER_OWN,
                    NUMBER_OWN_LEVEL,
                    STANDING_NUMBER,
                    NUMBER -> words + " of " + name(shape.numericColumns()[argument]);
            case CATEGORY_LAST, CATEGORY, CATEGORY_OWN, CATEGORY_AGREEMENT ->
                words + " of " + name(shape.categoricalColumns()[argument]);
            case STATIC_NUMBER, STATIC_CATEGORY -> words + " of " + name(shape.staticColumns()[argument]);
            case KEY_USED, KEY_FRESHNESS, KEY_OWN -> words + " of " + name(shape.keyColumns()[argument]);
            default -> words;
        };
    }
}
