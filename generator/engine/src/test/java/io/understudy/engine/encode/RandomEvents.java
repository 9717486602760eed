package io.understudy.engine.encode;

import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.model.Timestamp;
import io.understudy.schemas.EventIds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Layouts with columns of every format, and frames for them, from one seed. */
public final class RandomEvents {
    private static final String[] ZONES = {"UTC", "Europe/Prague", "America/New_York", "Asia/Kathmandu"};
    private static final ColumnRole[] MARKS = {
        ColumnRole.TYPE, ColumnRole.NUMERIC, ColumnRole.CATEGORICAL, ColumnRole.KEY, ColumnRole.ID, ColumnRole.DERIVED
    };

    private final SplittableRandom random;

    public RandomEvents(long seed) {
        random = new SplittableRandom(seed);
    }

    public EventLayout layout() {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("entity id", ColumnRole.ENTITY, false, false, new ColumnFormat.Serial("C", 7, 1)));
        columns.add(new Column("when", ColumnRole.TIME, false, false, time()));
        columns.add(new Column(
                "class", ColumnRole.LABEL, false, false, new ColumnFormat.Dictionary(List.of("0", "card_testing"))));
        columns.add(new Column("junk", ColumnRole.IGNORED, false, true, new ColumnFormat.Empty()));
        int marks = 1 + random.nextInt(12);
        for (int i = 0; i < marks; i++) {
            ColumnRole role = MARKS[random.nextInt(MARKS.length)];
            columns.add(new Column("mark " + i, role, false, random.nextBoolean(), format()));
        }
        if (random.nextBoolean()) {
            columns.add(new Column("unit", ColumnRole.ENTITY, false, false, dictionary()));
        }
        return new EventLayout("random events", columns, 2, 0);
    }

    private Timestamp time() {
        String zone = ZONES[random.nextInt(ZONES.length)];
        return switch (random.nextInt(4)) {
            case 0 -> new Timestamp(Timestamp.Style.DATE, "uuuu-MM-dd", zone);
            case 1 -> new Timestamp(Timestamp.Style.LOCAL, "uuuu-MM-dd HH:mm:ss", zone);
            case 2 -> new Timestamp(Timestamp.Style.EPOCH_MILLIS, "", zone);
            default -> Timestamp.epochSeconds();
        };
    }

    private ColumnFormat format() {
        return switch (random.nextInt(9)) {
            case 0 -> dictionary();
            case 5, 6, 7 -> shortTexts();
            case 8 -> new ColumnFormat.Serial("tok_", 8, 100_000_000);
            case 1 -> new ColumnFormat.Decimal(0, 0);
            case 2 -> new ColumnFormat.Decimal(1 + random.nextInt(12), random.nextInt(2));
            case 3 -> new ColumnFormat.Serial("ü-", random.nextInt(15), random.nextInt(1_000));
            default -> time();
        };
    }

    private ColumnFormat.Dictionary dictionary() {
        List<String> values = new ArrayList<>(List.of("", "ascii", "größe", "漢字", "𝄞", "long ü".repeat(300)));
        for (int i = random.nextInt(300); i > 0; i--) {
            values.add("value " + i);
        }
        return new ColumnFormat.Dictionary(values);
    }

    /** Few texts, or one, of up to eight bytes: neighbouring columns of such are written together. */
    private ColumnFormat.Dictionary shortTexts() {
        List<String> values = new ArrayList<>(List.of("ü"));
        for (int i = random.nextInt(4) * 13; i > 0; i--) {
            values.add("x".repeat(random.nextInt(6)) + i);
        }
        return new ColumnFormat.Dictionary(values);
    }

    /** A frame whose cells are all in range, some of them missing where that is allowed. */
    public EventFrame frame(EventLayout layout) {
        EventFrame frame = new EventFrame(layout.size());
        frame.entity = random.nextLong(EventIds.ENTITIES);
        frame.sequence = random.nextLong(EventIds.SEQUENCES);
        frame.label = random.nextInt(2);
        for (int i = 0; i < layout.size(); i++) {
            Column column = layout.column(i);
            frame.values[i] =
                    column.nullable() && random.nextInt(4) == 0 ? ColumnFormat.MISSING : cell(column.format());
        }
        frame.values[2] = frame.label;
        frame.timeMicros = frame.values[layout.timeIndex()];
        return frame;
    }

    private long cell(ColumnFormat format) {
        if (format instanceof ColumnFormat.Dictionary dictionary) {
            return random.nextInt(dictionary.values().size());
        }
        if (format instanceof ColumnFormat.Serial) {
            return random.nextLong() >>> 2 + random.nextInt(62);
        }
        if (format instanceof ColumnFormat.Decimal decimal) {
            long number = random.nextLong() >> 1 + random.nextInt(63);
            return decimal.scale() == 0 ? number : number % 1_000_000_000_000_000_000L;
        }
        if (format instanceof Timestamp) {
            return random.nextLong(-4_000_000_000_000_000L, 6_000_000_000_000_000L); // years 1843 to 2160
        }
        return ColumnFormat.MISSING;
    }
}
