package io.understudy.engine.fit.past;

import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.Feature;
import io.understudy.model.chain.WallClock;
import java.util.stream.IntStream;

/** Which features the tree of each part of the chain may ask: those known when the part is drawn. */
public final class FeatureMenu {
    private static final long MONTH_MICROS = 28 * WallClock.DAY; // less than that tells nothing of months
    private static final int MOST_ASKED_SLOTS = 17;
    private static final Feature[] ORDER = {
        Feature.ORDER_SLOT,
        Feature.ORDER_STRENGTH,
        Feature.ORDER_CONFIRMATIONS,
        Feature.ORDER_NUMBER,
        Feature.ORDER_ZEROS,
        Feature.ORDER_LEVEL,
        Feature.ORDER_COUNT,
        Feature.ORDER_SINCE,
        Feature.ORDER_RUN,
        Feature.ORDER_PASSED
    };

    private final ChainShape shape;
    private final boolean
            few; // what adds up over a life tells few entities apart, and leads astray those that are drawn

    public FeatureMenu(ChainShape shape) {
        this.shape = shape;
        few = shape.referenceEntities() < FitData.FEW_ENTITIES && shape.clusters() > 1;
    }

    /** At birth: the cluster, and the statics before number {@code known}. */
    public int[] birth(int known) {
        IntStream.Builder menu = IntStream.builder();
        entity(menu, known);
        calendar(menu);
        return menu.build().toArray();
    }

    /** For when an entity is first seen: the cluster alone. */
    public int[] cluster() {
        IntStream.Builder menu = IntStream.builder();
        entity(menu, 0);
        return menu.build().toArray();
    }

    /** For the class: the past from the last event's point of view. */
    public int[] label() {
        IntStream.Builder menu = IntStream.builder();
        past(menu);
        return menu.build().toArray();
    }

    /** For the parts of the gap: the past and the class. */
    public int[] gap() {
        IntStream.Builder menu = IntStream.builder();
        pace(menu);
        past(menu);
        due(menu);
        menu.add(Feature.LABEL.id());
        if (!shape.dateOnly() && !few) {
            menu.add(Feature.REST.id());
        }
        return menu.build().toArray();
    }

    /** For a day that may have the next event: the same, from that day's point of view. */
    public int[] day() {
        IntStream.Builder menu = IntStream.builder();
        pace(menu);
        past(menu);
        menu.add(Feature.LABEL.id());
        menu.add(Feature.DAYS_SINCE.id());
        due(menu);
        return menu.build().toArray();
    }

    /** For whether an order that is due comes: what it looks like, and who has it. */
    public int[] order() {
        IntStream.Builder menu = IntStream.builder();
        past(menu);
        menu.add(Feature.DAYS_SINCE.id());
        for (Feature feature : ORDER) {
            menu.add(feature.id());
        }
        return menu.build().toArray();
    }

    /** For the gap within a day, whose event's token is known. */
    public int[] gapOf() {
        return IntStream.concat(IntStream.of(gap()), own()).toArray();
    }

    /** For the time on a later day, whose event's token is known. */
    public int[] dayOf() {
        return IntStream.concat(IntStream.of(day()), own()).toArray();
    }

    private static IntStream own() {
        return IntStream.of(Feature.TOKEN.id(), Feature.OWN_SINCE.id(), Feature.OWN_COUNT.id());
    }

    /** For the token: the past from the event's own point of view, its gap and class. */
    public int[] token() {
        IntStream.Builder menu = IntStream.builder();
        past(menu);
        now(menu);
        due(menu);
        return menu.build().toArray();
    }

    /** For a mark: the same, the token, what was last with it, and the marks before. */
    public int[] mark(int categoriesKnown, int numbersKnown) {
        IntStream.Builder menu = IntStream.builder();
        past(menu);
        now(menu);
        menu.add(Feature.TOKEN.id());
        menu.add(Feature.OWN_SINCE.id());
        menu.add(Feature.OWN_COUNT.id());
        if (shape.spanMicros() >= MONTH_MICROS) {
            menu.add(Feature.OWN_DUE.id());
        }
        menu.add(Feature.OWN_PHASE.id());
        if (shape.due().memory() > 0) {
            menu.add(Feature.STANDING.id());
            menu.add(Feature.STANDING_NUMBER.id());
            menu.add(Feature.STANDING_ZEROS.id());
            menu.add(Feature.STANDING_ELSEWHERE.id());
            menu.add(Feature.STANDING_RUN.id());
        }
        for (int i = 0; i < shape.categoricalColumns().length; i++) {
            menu.add(Feature.CATEGORY_OWN.id(i));
            menu.add(Feature.CATEGORY_AGREEMENT.id(i));
            if (i < categoriesKnown) {
                menu.add(Feature.CATEGORY.id(i));
            }
        }
        for (int i = 0; i < shape.numericColumns().length; i++) {
            menu.add(Feature.NUMBER_OWN.id(i));
            if (shape.due().memory() > 0) {
                menu.add(Feature.NUMBER_OWN_ZEROS.id(i));
            }
            menu.add(Feature.NUMBER_OWN_LEVEL.id(i));
            menu.add(Feature.NUMBER_OWN_SHARE.id(i));
            if (i < numbersKnown) {
                menu.add(Feature.NUMBER.id(i));
            }
        }
        for (int i = 0; i < shape.keyColumns().length; i++) {
            menu.add(Feature.KEY_OWN.id(i));
        }
        return menu.build().toArray();
    }

    /** For how round a fresh number is: its bin and little else. */
    public int[] zeros(int[] mark) {
        IntStream.Builder menu = IntStream.builder();
        IntStream.of(mark).forEach(menu::add);
        menu.add(Feature.BIN.id());
        return menu.build().toArray();
    }

    /** For a key: everything of the event, and how the pool stands. */
    public int[] key() {
        return key(mark(shape.categoricalColumns().length, shape.numericColumns().length));
    }

    /** For a key that is drawn before the marks, since it may bring a class. */
    public int[] earlyKey() {
        return key(mark(0, 0));
    }

    private int[] key(int[] known) {
        IntStream.Builder menu = IntStream.builder();
        IntStream.of(known).forEach(menu::add);
        for (int i = 0; i < shape.keyColumns().length; i++) {
            menu.add(Feature.KEY_USED.id(i));
            menu.add(Feature.KEY_FRESHNESS.id(i));
        }
        return menu.build().toArray();
    }

    private void entity(IntStream.Builder menu, int staticsKnown) {
        menu.add(Feature.CLUSTER.id());
        for (int i = 0; i < shape.traits(); i++) {
            menu.add(Feature.TRAIT.id(i));
        }
        int[] statics = shape.staticColumns();
        for (int i = 0; i < staticsKnown; i++) {
            boolean dictionary = shape.layout().column(statics[i]).format() instanceof ColumnFormat.Dictionary;
            menu.add((dictionary ? Feature.STATIC_CATEGORY : Feature.STATIC_NUMBER).id(i));
        }
    }

    private void calendar(IntStream.Builder menu) {
        menu.add(Feature.WEEKDAY.id());
        menu.add(Feature.DAY_OF_MONTH.id());
        menu.add(Feature.DAYS_TO_MONTH_END.id());
        if (!few) {
            menu.add(Feature.SEASON.id()); // of few entities, a date tells which of them it was
        }
        if (!shape.dateOnly()) {
            menu.add(Feature.HOUR.id());
        }
    }

    /** True if entities have a pace for life, rather than none, numbers as great for life, or a habit. */
    private boolean paced() {
        return shape.pace().grades() > 1
                && !shape.pace().ofNumbers()
                && shape.pace().habits() == 1;
    }

    private void pace(IntStream.Builder menu) {
        if (paced()) {
            menu.add(Feature.PACE.id());
        }
    }

    private void past(IntStream.Builder menu) {
        entity(menu, shape.staticColumns().length);
        calendar(menu);
        for (int i = 0; i < 4; i++) {
            menu.add(Feature.TOKEN_BACK.id(i));
        }
        if (!few) {
            menu.add(Feature.COUNT.id());
        }
        menu.add(Feature.AGE.id());
        for (int i = 0; i < 3; i++) {
            menu.add(Feature.GAP_BACK.id(i));
        }
        menu.add(Feature.GAP_MOVING_MEAN.id());
        if (shape.pace().ofNumbers()) {
            menu.add(Feature.PACE.id());
        }
        if (shape.pace().habits() > 1) {
            menu.add(Feature.HABIT.id());
        }
        if (!few && !paced()) {
            menu.add(Feature.GAP_MEAN.id());
        }
        menu.add(Feature.INSTANT_COUNT.id());
        menu.add(Feature.DAY_COUNT.id());
        if (!shape.dateOnly()) {
            menu.add(Feature.HOUR_MEAN.id());
        }
        if (shape.classes() > 1) {
            menu.add(Feature.LAST_LABEL.id());
            if (!few) {
                menu.add(Feature.LAST_RARE.id());
            }
            menu.add(Feature.LABEL_SINCE.id());
            menu.add(Feature.LABEL_COUNT.id());
            menu.add(Feature.EPISODE_AGE.id());
        }
        for (int slot = 0; shape.tokens() > 1 && slot < askedSlots(); slot++) {
            menu.add(Feature.SLOT_SINCE.id(slot));
            if (!few) {
                menu.add(Feature.SLOT_COUNT.id(slot));
            }
            if (!shape.dateOnly()) {
                menu.add(Feature.SLOT_NOW.id(slot));
            }
        }
        for (int i = 0; i < shape.numericColumns().length; i++) {
            menu.add(Feature.NUMBER_LAST.id(i));
            menu.add(Feature.NUMBER_PREVIOUS.id(i));
            menu.add(Feature.NUMBER_MEAN.id(i));
            menu.add(Feature.NUMBER_DEVIATION.id(i));
        }
        for (int i = 0; i < shape.categoricalColumns().length; i++) {
            menu.add(Feature.CATEGORY_LAST.id(i));
        }
        menu.add(Feature.BALANCE.id());
        if (shape.running() != null) {
            menu.add(Feature.BALANCE_AWAY.id());
            menu.add(Feature.BALANCE_LEVEL.id());
            menu.add(Feature.BALANCE_SWING.id());
        }
    }

    private int askedSlots() {
        return Math.min(shape.slots(), MOST_ASKED_SLOTS);
    }

    private void now(IntStream.Builder menu) {
        menu.add(Feature.GAP.id());
        menu.add(Feature.DAYS_SINCE.id());
        if (shape.classes() > 1) {
            menu.add(Feature.LABEL.id());
        }
    }

    private void due(IntStream.Builder menu) {
        if (shape.tokens() > 1) {
            for (int slot = 0; slot < Math.min(shape.slots() - 1, askedSlots()); slot++) {
                menu.add(Feature.SLOT_PHASE.id(slot));
                if (shape.dateOnly()) {
                    menu.add(Feature.SLOT_BEFORE.id(slot));
                }
            }
        }
        if (shape.spanMicros() < MONTH_MICROS) {
            return;
        }
        menu.add(Feature.NEAREST_DUE.id());
        menu.add(Feature.NEAREST_SLOT.id());
        menu.add(Feature.ECHO_SLOT.id());
        menu.add(Feature.ECHO_COUNT.id());
        menu.add(Feature.ECHO_STRONG_COUNT.id());
        menu.add(Feature.DUE_CHANCE.id());
        menu.add(Feature.DUE_SLOT.id());
        for (int slot = 0; shape.tokens() > 1 && slot < Math.min(shape.slots() - 1, askedSlots()); slot++) {
            menu.add(Feature.SLOT_DUE.id(slot));
            menu.add(Feature.SLOT_ECHO.id(slot));
        }
    }
}
