package io.understudy.model.chain;

import java.util.Locale;

/**
 * What a tree may ask about the next event and the past of its entity. A feature's id packs its kind and an argument
 * (which lag, slot, mark or trait). "Own" is what the entity last did with the token of the event at hand.
 */
public enum Feature {
    /** Token i + 1 events ago, plus 1; 0 before the first. */
    TOKEN_BACK(true),
    TOKEN(true),
    LABEL(true),
    LAST_LABEL(true),
    CLUSTER(true),
    TRAIT(false),
    /** ln(1 + events so far). */
    COUNT(false),
    /** ln(1 + days since the first event). */
    AGE(false),
    /** ln(1 + seconds) since the last event. */
    GAP(false),
    GAP_BACK(false),
    GAP_MOVING_MEAN(false),
    GAP_MEAN(false),
    /** ln(1 + events at the last event's instant). */
    INSTANT_COUNT(false),
    DAY_COUNT(false),
    HOUR(false),
    WEEKDAY(false),
    DAY_OF_MONTH(false),
    DAYS_TO_MONTH_END(false),
    /** Days since the origin, folded into the reference's span. */
    SEASON(false),
    /** Whole days since the last event. */
    DAYS_SINCE(false),
    /** ln(1 + seconds) since the last event of slot i. */
    SLOT_SINCE(false),
    SLOT_COUNT(false),
    /** ln(1 + events of slot i so far at this instant). */
    SLOT_NOW(false),
    SLOT_SHARE(false),
    /** Days by which the monthly anniversary of slot i has passed; negative before it. */
    SLOT_DUE(false),
    /** Time since the last event of slot i over the interval between the last two. */
    SLOT_PHASE(false),
    OWN_SINCE(false),
    OWN_COUNT(false),
    OWN_DUE(false),
    OWN_PHASE(false),
    /** Days by which the nearest of the monthly slots has passed its anniversary. */
    NEAREST_DUE(false),
    NEAREST_SLOT(true),
    /** Whether slot i had an event on this day of the last month (1), and of the one before too (2). */
    SLOT_ECHO(false),
    /** Slot plus 1 that has the strongest echo on this day and no event yet; 0 if there is none. */
    ECHO_SLOT(true),
    /** Slots that have an echo on this day and no event yet. */
    ECHO_COUNT(false),
    /** The same of echoes of two months. */
    ECHO_STRONG_COUNT(false),
    /** Chance that a token which is due on this day comes; 0 if none is due. */
    DUE_CHANCE(false),
    /** Slot plus 1 that is due on this day and most likely to come; 0 if there is none. */
    DUE_SLOT(true),
    /** 1 if the own slot remembers an order of this day of the month, 2 if its amount is confirmed. */
    STANDING(false),
    /** That amount. */
    STANDING_NUMBER(false),
    /** How often the surest order of the own slot came again, whatever its day of the month; -1 if there is none. */
    STANDING_ELSEWHERE(false),
    /** Slot plus 1 of the order at hand, which is due on this day. */
    ORDER_SLOT(true),
    /** How strongly it is due. */
    ORDER_STRENGTH(false),
    /** How often its amount was the same. */
    ORDER_CONFIRMATIONS(false),
    /** Its amount. */
    ORDER_NUMBER(false),
    /** Trailing decimal zeros of its amount. */
    ORDER_ZEROS(false),
    /** Its amount above the mean of its slot. */
    ORDER_LEVEL(false),
    /** ln(1 + events of its slot). */
    ORDER_COUNT(false),
    /** Days since the last event of its slot. */
    ORDER_SINCE(false),
    LABEL_SINCE(false),
    LABEL_COUNT(false),
    EPISODE_AGE(false),
    NUMBER_LAST(false),
    NUMBER_PREVIOUS(false),
    NUMBER_MEAN(false),
    NUMBER_DEVIATION(false),
    NUMBER_OWN(false),
    /** Trailing decimal zeros of the own value. */
    NUMBER_OWN_ZEROS(false),
    /** Moving mean of the own values. */
    NUMBER_OWN_LEVEL(false),
    /** That mean above the running column, both as logarithms. */
    NUMBER_OWN_SHARE(false),
    NUMBER(false),
    /** Bin that the numeric mark at hand falls into. */
    BIN(false),
    BALANCE(false),
    CATEGORY_LAST(true),
    CATEGORY(true),
    CATEGORY_OWN(true),
    /** Which of the values that a category may repeat are there, and which of them agree. */
    CATEGORY_AGREEMENT(true),
    STATIC_NUMBER(false),
    STATIC_CATEGORY(true),
    KEY_USED(false),
    KEY_FRESHNESS(false),
    /** 1 if the own slot remembers a key. */
    KEY_OWN(false),
    HOUR_MEAN(false),
    /** Class of the last event of a rare one; 0 if there was none. */
    LAST_RARE(true),
    /** Grade of {@link PaceLaw} among those with the same habit. */
    PACE(false),
    /** 1 if the entity has the habit of {@link PaceLaw}. */
    HABIT(false),
    /** Logarithm of the mean of the running column since the last event of the own slot. */
    BALANCE_MEAN(false),
    /** Half octaves of 1 + seconds to the end of the day. */
    REST(false),
    /** ln(1 + events of slot i at the last instant, before this one, that had one). */
    SLOT_BEFORE(false),
    /** ln(1 + running column) above where it lies over the entity's life. */
    BALANCE_AWAY(false),
    /** Where the running column lies over the entity's life. */
    BALANCE_LEVEL(false),
    /** How far it swings around that. */
    BALANCE_SWING(false),
    /** Trailing decimal zeros of the amount of the order that is due. */
    STANDING_ZEROS(false),
    /** 1 if the number at hand opens an order. */
    OPENS(false),
    /** Cycles in a row in which the order at hand kept its day. */
    ORDER_RUN(false),
    /** Days since it last came. */
    ORDER_PASSED(false),
    /** Cycles in a row in which the own slot's order of this day kept it; -1 if there is none. */
    STANDING_RUN(false);

    private static final Feature[] ALL = values();
    private static final int SHIFT = 10;

    private final boolean categorical;

    Feature(boolean categorical) {
        this.categorical = categorical;
    }

    /** True where the value is the index of a category rather than a number. */
    public boolean categorical() {
        return categorical;
    }

    /** The id of this feature without argument. */
    public int id() {
        return id(0);
    }

    /** The id of this feature for lag, slot, mark or trait {@code argument}. */
    public int id(int argument) {
        return ordinal() << SHIFT | argument;
    }

    /** The feature of an id. */
    public static Feature of(int id) {
        return ALL[id >> SHIFT];
    }

    /** The argument in an id. */
    public static int argument(int id) {
        return id & ((1 << SHIFT) - 1);
    }

    /** Text for people, such as {@code slot_due[3]}. */
    public static String name(int id) {
        return of(id).name().toLowerCase(Locale.ROOT) + "[" + argument(id) + "]";
    }
}
