package io.understudy.tests.publish;

import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.model.Timestamp;
import java.util.List;

/** Events of a few cards, without a model: event n belongs to card n mod 20; every tenth is a fraud. */
final class SmallStream {
    static final EventLayout LAYOUT = new EventLayout(
            "cards",
            List.of(
                    column("at", ColumnRole.TIME, new Timestamp(Timestamp.Style.EPOCH_MICROS, "", "UTC")),
                    column("card", ColumnRole.ENTITY, new ColumnFormat.Serial("C", 6, 1)),
                    column("type", ColumnRole.TYPE, new ColumnFormat.Dictionary(List.of("buy", "cash"))),
                    column("amount", ColumnRole.NUMERIC, new ColumnFormat.Decimal(2, 2)),
                    column("fraud", ColumnRole.LABEL, new ColumnFormat.Dictionary(List.of("none", "card_testing")))),
            4,
            0);

    private SmallStream() {}

    private static Column column(String name, ColumnRole role, ColumnFormat format) {
        return new Column(name, role, false, false, format);
    }

    /** Event {@code n}, at {@code firstMicros} and n seconds. */
    static EventFrame event(int n, long firstMicros) {
        EventFrame frame = new EventFrame(LAYOUT.size());
        frame.entity = n % 20;
        frame.sequence = n / 20;
        frame.timeMicros = firstMicros + n * 1_000_000L;
        frame.label = n % 10 == 0 ? 1 : 0;
        frame.values[0] = frame.timeMicros;
        frame.values[1] = frame.entity;
        frame.values[2] = n % 2;
        frame.values[3] = n;
        frame.values[4] = frame.label;
        return frame;
    }
}
