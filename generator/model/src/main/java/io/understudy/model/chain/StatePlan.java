package io.understudy.model.chain;

import io.understudy.model.ColumnFormat;

/**
 * Where the state of an entity keeps what: offsets into its bytes. A fixed head, then one block a numeric mark,
 * categorical mark, static column and key, then one block a token slot.
 */
public final class StatePlan {
    public static final int ENTITY = 0; // long, ordinal with the incarnation in it
    public static final int POPULATION = 8; // long
    public static final int PENDING_TIME = 16; // long, microseconds
    public static final int FIRST_TIME = 24; // long
    public static final int LAST_TIME = 32; // long
    public static final int COUNT = 40; // int, events so far
    public static final int INSTANT_COUNT = 44; // int, events at the last event's instant
    public static final int DAY_COUNT = 48; // int, events on the last event's day
    static final int LABELLED = 52; // int, events of a rare class so far
    static final int LABELLED_SECOND = 56; // int, of the last such event, since the origin
    static final int EPISODE_SECOND = 60; // int, of the first event of the last episode
    static final int GAPS = 64; // float[3], ln(1 + seconds), newest first
    static final int GAP_MEAN = 76; // float, moving mean of the same
    static final int HOUR_MEAN = 80; // float, moving mean of the hour of each day's first event
    static final int TOKENS = 84; // short[4], newest first, token + 1
    public static final int CLUSTER = 92; // short; -1 while unknown
    public static final int PENDING_LABEL = 94; // short
    public static final int LAST_LABEL = 96; // short
    public static final int INCARNATION = 98; // short
    static final int GAP_TOTAL = 100; // float, mean of all ln(1 + seconds)
    static final int LAST_STAY = 104; // long, behind which there is no event
    static final int RUN_LEFT =
            112; // int, events of the last event's class still to come in a row, or the second it ends
    static final int RUN_COUNTS = 116; // long, four bits a class: its runs that had lengths of their own
    static final int ITINERARY = 116; // long, the same place: itinerary + 1, and above it the stage, from 1
    static final int PENDING_TOKEN = 124; // short, token + 1
    static final int PACE = 126; // short, grade + 1; 0 while unknown
    static final int LAST_RARE = 128; // short, class of the last event of a rare one; 0 if there was none
    static final int RUNNING_LEVEL = 132; // float, where the running column lies over the life; NaN while unknown
    static final int RUNNING_SWING = 136; // float, how far it swings around that
    static final int HEAD = 144;

    static final int NUMBER_BLOCK = 24; // long last, long second-last, float mean, float mean square
    static final int KEY_BLOCK = 4; // short used, short last slot + 1

    final int numbers; // offset of the numeric marks' blocks
    static final int CATEGORY_BLOCK = 6; // short last, short last that was there, short the one before that

    final int categories; // a block a categorical mark
    final int statics; // long a static column
    final int balance; // long
    final int accrued; // double, sum of the running column over the seconds so far, where one runs; else -1
    final int keys;
    final int belief; // see ClusterBelief; behind all else, and only in states whose cluster is not known
    final int stages; // see StageBelief; behind that
    final int beliefBytes;
    final int slots; // offset of the token slots
    final int slotBytes;
    final int slotCategories; // offsets inside a slot
    final int slotKeys;
    final int slotNumbers; // long last
    final int slotLevels; // float mean of signed logarithms of normal values; NaN if none
    final int slotAccrued; // double, the sum at the slot's last event
    final int slotStanding; // see StandingOrders
    final int bytes;

    static final int SLOT_SECOND = 0; // int, last time since the origin in seconds, plus 1; 0 if never
    static final int SLOT_INTERVAL = 4; // float, ln(1 + seconds) between the last two; negative if unknown
    static final int SLOT_COUNT = 8; // int
    static final int SLOT_ECHO = 12; // int, bit d - 1: had an event when day d of a month last passed
    static final int SLOT_ECHO_TWICE = 16; // int, the same of the last two passings
    static final int SLOT_INDEX = 20; // int, number of the slot's last event among all, from 1
    static final int SLOT_NOW = 24; // int, events of the slot at the instant of its last one
    static final int SLOT_BEFORE = 28; // int, events of the slot at the instant of its own before that
    static final int SLOT_HEAD = 32;

    private final int numericMarks;
    private final int staticColumns;
    private final int slotCount;

    StatePlan(
            int numericMarks,
            int categoricalMarks,
            int staticColumns,
            int keyColumns,
            int slotCount,
            int memory,
            boolean runs) {
        this.numericMarks = numericMarks;
        this.staticColumns = staticColumns;
        this.slotCount = slotCount;
        numbers = HEAD;
        statics = numbers + numericMarks * NUMBER_BLOCK;
        balance = statics + staticColumns * 8;
        accrued = runs ? balance + 8 : -1;
        keys = balance + (runs ? 16 : 8);
        categories = keys + keyColumns * KEY_BLOCK;
        slots = categories + categoricalMarks * CATEGORY_BLOCK + 3 & ~3;
        slotNumbers = SLOT_HEAD;
        slotLevels = slotNumbers + numericMarks * 8;
        slotCategories = slotLevels + numericMarks * 4;
        slotKeys = slotCategories + categoricalMarks * 2;
        slotAccrued = slotKeys + keyColumns * 2 + 3 & ~3;
        slotStanding = slotAccrued + (runs ? 8 : 0);
        slotBytes = slotStanding + memory * StandingOrders.entryBytes(categoricalMarks, keyColumns);
        bytes = slots + slotCount * slotBytes;
        belief = bytes;
        stages = belief + ClusterBelief.bytes(runs);
        beliefBytes = stages + StageBelief.BYTES - belief;
    }

    /** Makes {@code fresh} a state without event. */
    void clear(ChainState fresh) {
        fresh.clear();
        fresh.putShort(CLUSTER, -1);
        fresh.putFloat(RUNNING_LEVEL, Float.NaN);
        fresh.putFloat(RUNNING_SWING, Float.NaN);
        for (int i = 0; i < numericMarks; i++) {
            fresh.putLong(numbers + i * NUMBER_BLOCK, ColumnFormat.MISSING);
            fresh.putLong(numbers + i * NUMBER_BLOCK + 8, ColumnFormat.MISSING);
            for (int slot = 0; slot < slotCount; slot++) {
                fresh.putLong(slot(slot) + slotNumbers + 8 * i, ColumnFormat.MISSING);
                fresh.putFloat(slot(slot) + slotLevels + 4 * i, Float.NaN);
            }
        }
        for (int i = 0; i < staticColumns; i++) {
            fresh.putLong(statics + i * 8, ColumnFormat.MISSING);
        }
    }

    int slot(int slot) {
        return slots + slot * slotBytes;
    }
}
