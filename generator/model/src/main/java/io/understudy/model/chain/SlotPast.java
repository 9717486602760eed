package io.understudy.model.chain;

/**
 * What the past of a history's entity says of its token slots from the point of view: how long ago each had an event, and
 * whether one is due. Scratch of one history.
 */
final class SlotPast {
    static final int MONTH_DAYS = 31;
    private static final double LOG_DAY = Logarithm.ln(86_400);
    private static final int MOST_RECENT_DAYS = 62; // from which all are alike
    private static final int MONTHS_DUE = 93; // days behind which what came at a month's end is over
    private static final byte[] RECENCY_BY_DAYS = recencyByDays(); // [days] kind

    private final History history;
    private final ChainShape shape;
    private final StatePlan plan;
    private final WallClock clock;
    private final EventDraft draft;
    final SlotOrders standing;
    private final OrderPast orderAtHand;
    private final float[] chanceBySlot; // that what is due today comes; 0 where nothing is
    private final int[] recencyBySlot;
    private long recencyView; // view that the recencies were worked out for
    private final DayDues days;
    private long nearestFor = Long.MIN_VALUE;
    private double nearestDue;
    private int nearestSlot;
    private long echoesFor = Long.MIN_VALUE;
    private int echoSlot;
    private int echoes;
    private int strongEchoes;
    private double dueChance;
    private double sureChance;
    private int dueSlot;

    SlotPast(History history, int memory) {
        this.history = history;
        shape = history.shape;
        plan = history.plan;
        clock = history.clock;
        draft = history.draft;
        standing = new SlotOrders(history, this, memory);
        recencyBySlot = new int[shape.slots()];
        chanceBySlot = new float[shape.slots()];
        orderAtHand = new OrderPast(history, this);
        days = new DayDues(shape.slots());
    }

    /** The order of the slot that was last asked for. */
    OrderPast orders() {
        return orderAtHand;
    }

    /** Forgets what was worked out of another state. */
    void forget() {
        days.forget();
        forgetChances();
    }

    /** Forgets what was worked out for another cluster, grade or running column of the same entity. */
    void forgetChances() {
        nearestFor = Long.MIN_VALUE;
        echoesFor = Long.MIN_VALUE;
    }

    double nearestDue() {
        findNearest();
        return nearestDue;
    }

    int nearestSlot() {
        findNearest();
        return nearestSlot;
    }

    int echoSlot() {
        findEchoes();
        return echoSlot;
    }

    int echoes() {
        findEchoes();
        return echoes;
    }

    int strongEchoes() {
        findEchoes();
        return strongEchoes;
    }

    double dueChance() {
        findEchoes();
        return dueChance;
    }

    int dueSlot() {
        findEchoes();
        return dueSlot;
    }

    int slotCount(int slot) {
        return history.state.getInt(plan.slot(slot) + StatePlan.SLOT_COUNT);
    }

    /** Events of a token's slot so far at the instant that is looked from. */
    int now(int slot) {
        if (draft.timeMicros != history.state.getLong(StatePlan.LAST_TIME)) {
            return 0;
        }
        int at = plan.slot(slot);
        boolean here = history.state.getInt(at + StatePlan.SLOT_INDEX)
                > history.count() - history.state.getInt(StatePlan.INSTANT_COUNT);
        return here ? history.state.getInt(at + StatePlan.SLOT_NOW) : 0;
    }

    /** Events of a token's slot at the last instant, before the one that is looked from, that had one. */
    int before(int slot) {
        return history.state.getInt(plan.slot(slot) + (now(slot) > 0 ? StatePlan.SLOT_BEFORE : StatePlan.SLOT_NOW));
    }

    /** Seconds since the last event of a slot; negative if there was none, or so long ago that it is forgotten. */
    private long silence(int slot) {
        if (slotCount(slot) == 0) {
            return -1;
        }
        long seconds = history.viewSecond - history.state.getInt(plan.slot(slot) + StatePlan.SLOT_SECOND);
        return seconds > shape.lapseSecondsBySlot()[slot] ? -1 : Math.max(0, seconds);
    }

    double since(int slot) {
        long seconds = silence(slot);
        return seconds < 0 ? Double.NaN : Logarithm.ln(1 + seconds);
    }

    double due(int slot) {
        if (silence(slot) < 0) {
            return Double.NaN;
        }
        int cycle = standing.cycle(slot);
        return draft.day - (cycle == 0 ? WallClock.monthLater(slotDay(slot)) : slotDay(slot) + cycle);
    }

    long slotDay(int slot) {
        long micros =
                shape.originMicros() + history.state.getInt(plan.slot(slot) + StatePlan.SLOT_SECOND) * WallClock.SECOND;
        return WallClock.day(clock.local(micros));
    }

    double phase(int slot) {
        if (slotCount(slot) < 2) {
            return Double.NaN;
        }
        return since(slot) - history.state.getFloat(plan.slot(slot) + StatePlan.SLOT_INTERVAL);
    }

    private void findNearest() {
        if (nearestFor == draft.day) {
            return;
        }
        nearestFor = draft.day;
        nearestDue = Double.NaN;
        nearestSlot = 0;
        for (int slot = 0; slot < shape.slots() - 1; slot++) {
            if (silence(slot) < 0) {
                continue;
            }
            double interval = history.state.getFloat(plan.slot(slot) + StatePlan.SLOT_INTERVAL) - LOG_DAY;
            boolean monthly = interval > 3.2 && interval < 3.5; // 24.5 to 33 days
            if (monthly) {
                double due = due(slot);
                if (!(Math.abs(due) >= Math.abs(nearestDue))) {
                    nearestDue = due;
                    nearestSlot = slot + 1;
                }
            }
        }
    }

    /**
     * How long ago the entity last had {@code token}, as one of {@link TokenLaw#RECENCIES} kinds: never, at this
     * instant, minutes or hours ago, a month ago to the day, or some days.
     */
    int recency(int token) {
        return recencies()[shape.slotByToken()[token]];
    }

    /** {@link #recency} of the tokens of each slot; scratch. */
    int[] recencies() {
        if (recencyView != history.view) {
            recencyView = history.view;
            for (int slot = 0; slot < recencyBySlot.length; slot++) {
                recencyBySlot[slot] = slotCount(slot) == 0 ? 0 : recencyOf(slot);
            }
        }
        return recencyBySlot;
    }

    private int recencyOf(int slot) {
        int due = days.due(dues() + slot);
        if (due >= 0) {
            findEchoes();
            int strength = shape.due().comes() == null ? due : DueLaw.strengthOf(chanceBySlot[slot]);
            return TokenLaw.RECENCIES - DueLaw.STRENGTHS + strength;
        }
        long seconds = silence(slot);
        if (seconds < 0) {
            return 0;
        }
        long passed = draft.day - slotDay(slot);
        if (passed <= 0) {
            return seconds == 0 ? 1 : seconds < 60 ? 2 : seconds < 3600 ? 3 : 4;
        }
        int echo = echo(slot, passed);
        return echo > 0 ? 4 + echo : RECENCY_BY_DAYS[(int) Math.min(passed, RECENCY_BY_DAYS.length - 1)];
    }

    private static byte[] recencyByDays() {
        byte[] kinds = new byte[MOST_RECENT_DAYS + 1];
        for (int days = 1; days < kinds.length; days++) {
            kinds[days] = (byte)
                    (days < 7
                            ? 7
                            : days == 7
                                    ? 8
                                    : days < 14
                                            ? 9
                                            : days == 14
                                                    ? 10
                                                    : days < 27
                                                            ? 11
                                                            : days < 32 ? 12 : days < MOST_RECENT_DAYS ? 13 : 14);
        }
        return kinds;
    }

    /** How many of the last two passings of this day of the month, one after the other, had the slot's token. */
    int echo(int slot) {
        return slotCount(slot) == 0 ? 0 : echo(slot, draft.day - slotDay(slot));
    }

    private int echo(int slot, long passedDays) {
        int at = plan.slot(slot);
        int cycle = standing.cycle(slot);
        if (passedDays <= 0 || passedDays > (cycle == 0 ? MONTH_DAYS : cycle)) {
            return 0;
        }
        int bit = echoBit(cycle);
        boolean once = (history.state.getInt(at + StatePlan.SLOT_ECHO) & bit) != 0;
        return !once ? 0 : (history.state.getInt(at + StatePlan.SLOT_ECHO_TWICE) & bit) != 0 ? 2 : 1;
    }

    /** Bit of the day at hand in echoes by a cycle. */
    int echoBit(int cycle) {
        return 1 << (int) (cycle == 0 ? (history.date() & 255) - 1 : Math.floorMod(draft.day, (long) cycle));
    }

    /** True if a slot is due on the day at hand; whether it comes may hang on cluster, grade and running column. */
    boolean anyDue() {
        return days.any(dues());
    }

    /** Where {@link DayDues} holds the day at hand. */
    private int dues() {
        int held = days.at(draft.day);
        int at = held >= 0 ? held : days.begin(draft.day);
        for (int slot = 0; held < 0 && slot < shape.slots(); slot++) {
            days.note(at, slot, due(slot, shape.due().rhythmBySlot()[slot]), slot < shape.slots() - 1 ? echo(slot) : 0);
        }
        return at;
    }

    private void findEchoes() {
        if (echoesFor == draft.day) {
            return;
        }
        echoesFor = draft.day;
        echoSlot = 0;
        echoes = 0;
        strongEchoes = 0;
        int strongest = 0;
        double missed = 1;
        double surelyMissed = 1;
        float likeliest = 0;
        dueSlot = 0;
        int at = dues();
        for (int slot = 0; slot < shape.slots() - 1; slot++) {
            int strength = days.echo(at + slot);
            if (strength > strongest) {
                strongest = strength;
                echoSlot = slot + 1;
            }
            echoes += strength > 0 ? 1 : 0;
            strongEchoes += strength > 1 ? 1 : 0;
            int due = days.due(at + slot);
            float chance = due < 0 ? 0 : orderAtHand.chance(slot, due);
            chanceBySlot[slot] = chance;
            missed *= 1 - chance;
            surelyMissed *= chance >= DueLaw.SURE ? 1 - chance : 1;
            if (chance > likeliest) {
                likeliest = chance;
                dueSlot = slot + 1;
            }
        }
        dueChance = 1 - missed;
        sureChance = 1 - surelyMissed;
    }

    /**
     * How strongly a slot is due on this day by a rhythm of {@link DueLaw}, less than {@link DueLaw#STRENGTHS}; -1 if it
     * is not, or has had its event already.
     */
    int due(int slot, int rhythm) {
        if (rhythm == DueLaw.NEVER || slotCount(slot) == 0) {
            return -1;
        }
        int count = slotCount(slot);
        if (rhythm == DueLaw.CYCLE_DAY) {
            return standing.strength(slot);
        }
        long day = slotDay(slot);
        boolean due = rhythm == DueLaw.WEEK
                ? draft.day == day + 7
                : isMonthEnd(day) && isMonthEnd(draft.day) && draft.day > day && draft.day <= day + MONTHS_DUE;
        return due ? Math.min(count, DueLaw.STRENGTHS) - 1 : -1;
    }

    private static boolean isMonthEnd(long day) {
        return (WallClock.civil(day + 1) & 255) == 1;
    }

    /** Chance that one of the tokens comes which, when due, come as a matter of course; 0 if none of them is due. */
    double sureChance() {
        findEchoes();
        return sureChance;
    }

    /** Chance that {@code token} comes, if it is due on the day at hand; else 0. */
    private float chance(int token) {
        findEchoes();
        return chanceBySlot[shape.slotByToken()[token]];
    }

    /**
     * True if {@code token} is due and then comes as a matter of course; and where another one is so on a date, if it has come
     * less often today than on its own day before: what comes twice comes so before or behind what else is due.
     */
    boolean sure(int token) {
        return chance(token) >= DueLaw.SURE || sureChance() > 0 && again(shape.slotByToken()[token]);
    }

    private boolean again(int slot) {
        int now = shape.dateOnly() && slot < shape.slots() - 1 ? now(slot) : 0;
        return now > 0 && before(slot) > now;
    }
}
