package io.understudy.engine.fit.dp;

import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.Feature;
import io.understudy.model.chain.HourFactors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What each part of an event may hang on, decided from the declared columns alone. */
final class Menu {
    private static final int FEWEST_ENTITIES_BY_CLASS = 2_000;
    private static final int FEWEST_ENTITIES_BY_TOKEN = 15_000;
    private static final int MOST_MARKS = 4; // other marks that a mark may hang on

    private final ChainShape shape;
    private final Domain.Range[] numbers; // [numeric mark]
    private final boolean byClass;
    private final boolean few; // entities: numbers are told by themselves first, then beside the token
    private final boolean dateOnly;

    Menu(ChainShape shape, Domain.Range[] numbers) {
        this.shape = shape;
        this.numbers = numbers;
        byClass = shape.classes() > 1 && shape.referenceEntities() >= FEWEST_ENTITIES_BY_CLASS;
        few = shape.referenceEntities() < FEWEST_ENTITIES_BY_TOKEN;
        dateOnly = shape.dateOnly();
    }

    private static int f(Feature feature) {
        return feature.id();
    }

    private static final int BY_SIZE = Feature.TRAIT.id(0);
    private static final int BY_LEVEL = Feature.TRAIT.id(1);

    private LawPlan plan(String name, int outcomes, List<Integer> base, List<Integer> candidates) {
        return plan(name, outcomes, base, candidates, List.of());
    }

    private LawPlan plan(
            String name, int outcomes, List<Integer> base, List<Integer> candidates, List<Integer> scales) {
        return new LawPlan(name, outcomes, grids(base), grids(candidates), grids(scales));
    }

    private Grid[] grids(List<Integer> features) {
        return features.stream().map(id -> Grid.of(id, shape, numbers)).toArray(Grid[]::new);
    }

    /** What a law of the rare classes hangs on: the class, and the first of what the law of the normal one does. */
    LawPlan rare(LawPlan normal) {
        Grid[] rest = normal.base().length > 0 ? normal.base() : normal.candidates();
        return new LawPlan(
                "rare " + normal.name(),
                normal.outcomes(),
                grids(List.of(f(Feature.LABEL))),
                new Grid[] {rest[0]},
                new Grid[0],
                normal.thinned(),
                normal.ordered(),
                normal.echoes());
    }

    /** True where classes are told apart: else there are too few entities to learn of the rare ones. */
    boolean byClass() {
        return byClass;
    }

    LawPlan label() {
        return plan("class", shape.classes(), List.of(f(Feature.LAST_LABEL)), List.of());
    }

    LawPlan sameDay() {
        return plan(
                "same day",
                2,
                List.of(BY_SIZE),
                List.of(
                        f(dateOnly ? Feature.DAY_OF_MONTH : Feature.HOUR),
                        f(Feature.TOKEN_BACK),
                        f(Feature.DAY_COUNT),
                        f(Feature.WEEKDAY),
                        f(dateOnly ? Feature.NEAREST_DUE : Feature.GAP_BACK)));
    }

    LawPlan within(int outcomes) {
        return plan(
                        "gap within a day",
                        outcomes,
                        List.of(),
                        List.of(
                                f(Feature.TOKEN_BACK),
                                f(Feature.HOUR),
                                BY_SIZE,
                                f(Feature.GAP_BACK),
                                f(Feature.DAY_COUNT)))
                .inOrder();
    }

    LawPlan laterDay() {
        List<Integer> candidates = new ArrayList<>(List.of(
                f(Feature.DAYS_SINCE),
                f(Feature.TOKEN_BACK),
                f(Feature.WEEKDAY),
                f(Feature.NEAREST_DUE),
                f(Feature.DAYS_TO_MONTH_END)));
        candidates.add(dateOnly ? 0 : 3, f(Feature.DAY_OF_MONTH));
        return plan("later day", 2, List.of(BY_SIZE), candidates);
    }

    LawPlan timeOfDay(int outcomes) {
        return plan(
                        "time of day",
                        outcomes,
                        List.of(),
                        List.of(f(Feature.WEEKDAY), f(Feature.HOUR_MEAN), BY_SIZE, f(Feature.TOKEN_BACK)))
                .inOrder();
    }

    /** What hours events have, whatever came before: not drawn from, but gaps are held to it. */
    LawPlan hours() {
        return plan("hour", HourFactors.HOURS, List.of(), List.of(f(Feature.WEEKDAY)))
                .inOrder();
    }

    LawPlan token() {
        return plan(
                        "token",
                        shape.tokens(),
                        List.of(),
                        List.of(
                                f(Feature.TOKEN_BACK),
                                f(dateOnly ? Feature.DAY_OF_MONTH : Feature.HOUR),
                                f(Feature.GAP),
                                BY_SIZE,
                                BY_LEVEL,
                                Feature.TOKEN_BACK.id(1),
                                f(Feature.NEAREST_SLOT),
                                f(Feature.WEEKDAY)))
                .echoing(f(Feature.TOKEN_BACK), Feature.TOKEN_BACK.id(1));
    }

    /** Categories drawn before mark number {@code known}, the latest first. */
    private List<Integer> categories(int known) {
        return IntStream.range(Math.max(0, known - MOST_MARKS), known)
                .map(i -> known - 1 - (i - Math.max(0, known - MOST_MARKS)))
                .mapToObj(Feature.CATEGORY::id)
                .toList();
    }

    LawPlan category(int mark, int outcomes) {
        List<Integer> candidates =
                new ArrayList<>(List.of(Feature.CATEGORY_OWN.id(mark), Feature.CATEGORY_LAST.id(mark), BY_LEVEL));
        candidates.addAll(categories(mark));
        if (!dateOnly) {
            candidates.add(f(Feature.HOUR));
        }
        String name = column(shape.categoricalColumns()[mark]);
        Integer[] echoes = {Feature.CATEGORY_OWN.id(mark), Feature.CATEGORY_LAST.id(mark)};
        if (few) {
            candidates.add(0, f(Feature.TOKEN));
            return plan(name, outcomes, List.of(), candidates).echoing(echoes);
        }
        return plan(name, outcomes, List.of(f(Feature.TOKEN)), candidates).echoing(echoes);
    }

    LawPlan kind(int mark, int outcomes) {
        List<Integer> candidates = new ArrayList<>(List.of(f(Feature.OWN_COUNT), BY_LEVEL));
        candidates.addAll(categories(shape.categoricalColumns().length));
        return plan(number(mark) + " repeats", outcomes, List.of(f(Feature.TOKEN)), candidates);
    }

    LawPlan fresh(int mark, int outcomes) {
        List<Integer> candidates = new ArrayList<>(List.of(Feature.NUMBER_OWN_LEVEL.id(mark), BY_LEVEL));
        candidates.addAll(categories(shape.categoricalColumns().length));
        if (mark > 0) {
            candidates.add(Feature.NUMBER.id(mark - 1));
        }
        candidates.add(Feature.NUMBER_LAST.id(mark));
        List<Integer> scales = List.of(Feature.NUMBER_OWN_LEVEL.id(mark), BY_LEVEL);
        if (few) {
            candidates.add(0, f(Feature.TOKEN));
            return plan(number(mark), outcomes, List.of(), candidates, scales).inOrder();
        }
        return plan(number(mark), outcomes, List.of(f(Feature.TOKEN)), candidates, scales)
                .inOrder();
    }

    LawPlan zeros(int mark, int outcomes) {
        List<Integer> candidates = new ArrayList<>(List.of(f(Feature.TOKEN)));
        candidates.addAll(categories(shape.categoricalColumns().length));
        if (few) {
            return plan(number(mark) + " roundness", outcomes, List.of(), candidates);
        }
        return plan(number(mark) + " roundness", outcomes, List.of(f(Feature.BIN)), candidates);
    }

    LawPlan key(int key, int outcomes) {
        List<Integer> candidates = new ArrayList<>(List.of(Feature.KEY_OWN.id(key), Feature.KEY_USED.id(key)));
        candidates.addAll(categories(shape.categoricalColumns().length));
        return plan(column(shape.keyColumns()[key]) + " novelty", outcomes, List.of(f(Feature.TOKEN)), candidates);
    }

    LawPlan fixed(int index, int outcomes) {
        List<Integer> candidates = new ArrayList<>(List.of(BY_LEVEL, BY_SIZE));
        for (int i = Math.max(0, index - MOST_MARKS); i < index; i++) {
            candidates.add(Feature.STATIC_CATEGORY.id(i));
        }
        return plan(column(shape.staticColumns()[index]), outcomes, List.of(), candidates);
    }

    private String number(int mark) {
        return column(shape.numericColumns()[mark]);
    }

    private String column(int column) {
        return shape.layout().column(column).name();
    }
}
