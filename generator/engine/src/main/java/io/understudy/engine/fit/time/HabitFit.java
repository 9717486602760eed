package io.understudy.engine.fit.time;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.chain.WallClock;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/**
 * Finds what some entities do on the same day of each month or week and others do at any time: salaries paid in cash. Of
 * entities that have the habit, an event of the token is followed by another a month, or a week, later to the day more often
 * than not. Their own past does not tell who will have it, nor do clusters, which tell everything a little.
 */
final class HabitFit {
    private static final int FEWEST_CHANCES = 3; // of an entity that tells of how many kinds entities are
    private static final double OVERDISPERSION = 3; // of the shares that are kept, over that of chance
    private static final int FLOORS = 4; // times k entities at least have the habit, and have not

    private final EventLog log;
    private final int[] tokenByRow;
    private final int k;
    private final WallClock clock;
    private final int[] habit; // [entity]

    HabitFit(EventLog log, int[] tokenByRow, int k) {
        this.log = log;
        this.tokenByRow = tokenByRow;
        this.k = k;
        clock = new WallClock(log.layout().timestamp().zoneId());
        habit = find();
    }

    /** 1 of entities that have the habit; all 0 if there is none. // [entity] */
    int[] byEntity() {
        return habit;
    }

    private int[] find() {
        int tokens = Arrays.stream(tokenByRow).max().orElse(-1) + 1;
        int[] best = new int[log.entities()];
        double most = 0;
        for (int token = 0; token < tokens; token++) {
            for (LongUnaryOperator later : rhythms()) {
                int[][] kept = kept(token, later);
                int[] having = new int[log.entities()];
                Arrays.setAll(having, e -> kept[e][1] > 0 && 2 * kept[e][1] >= kept[e][0] ? 1 : 0);
                double told = told(kept, having);
                if (told > most) {
                    most = told;
                    best = having;
                }
            }
        }
        return best;
    }

    private static LongUnaryOperator[] rhythms() {
        return new LongUnaryOperator[] {WallClock::monthLater, day -> day + 7};
    }

    /** How far events of entities with a habit and of others are apart; 0 if that may be chance, or few have one or none. */
    private double told(int[][] kept, int[] having) {
        double chances = 0;
        double comes = 0;
        int told = 0;
        int[] kinds = new int[2];
        for (int e = 0; e < kept.length; e++) {
            if (kept[e][0] >= FEWEST_CHANCES) {
                chances += kept[e][0];
                comes += kept[e][1];
                told++;
                kinds[having[e]]++;
            }
        }
        if (Math.min(kinds[0], kinds[1]) < FLOORS * k) {
            return 0;
        }
        double share = comes / chances;
        double apart = 0;
        for (int[] of : kept) {
            if (of[0] >= FEWEST_CHANCES) {
                apart += Math.pow(of[1] - of[0] * share, 2) / of[0];
            }
        }
        return apart / (share * (1 - share)) > OVERDISPERSION * told ? apart : 0;
    }

    /** Days of the token from which its next comes due before the entity's last event, and those at which it came. */
    private int[][] kept(int token, LongUnaryOperator later) {
        int[][] kept = new int[log.entities()][2];
        for (int e = 0; e < kept.length; e++) {
            int end = log.endRow(e);
            long last = day(end - 1);
            long before = Long.MIN_VALUE;
            for (int row = log.firstRow(e); row < end; row++) {
                long day = tokenByRow[row] == token ? day(row) : before;
                if (day != before) {
                    before = day;
                    long due = later.applyAsLong(day);
                    if (due <= last) {
                        kept[e][0]++;
                        kept[e][1] += comes(token, row + 1, end, due) ? 1 : 0;
                    }
                }
            }
        }
        return kept;
    }

    private boolean comes(int token, int from, int end, long due) {
        for (int row = from; row < end; row++) {
            long day = day(row);
            if (day > due) {
                return false;
            }
            if (day == due && tokenByRow[row] == token) {
                return true;
            }
        }
        return false;
    }

    private long day(int row) {
        return WallClock.day(clock.local(log.timeMicros(row)));
    }
}
