package io.understudy.engine.fit.neural;

import io.understudy.model.chain.WallClock;
import io.understudy.model.neural.EventCoder;
import io.understudy.model.neural.GapFrame;
import io.understudy.model.neural.NetPlan;

/** The rows that a day which may have the next event adds to the draft. Immutable. */
record DayCells(NetPlan plan) {
    static final int TABLES = 4;

    int row(int table, long lastDay, long ahead) {
        long day = lastDay + ahead;
        return plan.day(
                table,
                switch (table) {
                    case NetPlan.SINCE -> GapFrame.bucket(ahead);
                    case NetPlan.DAY_WEEKDAY -> WallClock.weekday(day);
                    case NetPlan.DAY_OF_MONTH -> (int) (WallClock.civil(day) & 255) - 1;
                    default -> EventCoder.monthEnd(day);
                });
    }
}
