package io.understudy.engine.sample;

import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.model.InputException;
import java.util.stream.Collectors;

/**
 * A drift plan at work on the events of one layout. What it does to an event depends on that event alone, so the same
 * events drift in the same way for any sharding, and time order stays as it was.
 */
public final class Drift {
    private final DriftPlan plan;
    private final int timeColumn;
    private final int column; // -1 for gaps
    private final long replacement; // of a mix; MISSING for the value behind the cell's own
    private final int values; // in the dictionary of a mix

    /**
     * Makes a plan work on a layout.
     *
     * @param plan with a start
     * @throws InputException if the layout has no such column, value or kind of column
     */
    public Drift(DriftPlan plan, EventLayout layout) {
        this.plan = plan;
        this.timeColumn = layout.timeIndex();
        if (plan.target() instanceof DriftPlan.Scale scale) {
            column = column(layout, scale.column());
            if (!(layout.column(column).format() instanceof ColumnFormat.Decimal)) {
                throw refused(layout.column(column), "holds no numbers, so it has no factor; use NAME=VALUE:SHARE");
            }
            replacement = ColumnFormat.MISSING;
            values = 0;
        } else if (plan.target() instanceof DriftPlan.Mix mix) {
            column = mix.column().isEmpty() ? firstType(layout) : column(layout, mix.column());
            if (!(layout.column(column).format() instanceof ColumnFormat.Dictionary dictionary)) {
                throw refused(layout.column(column), "holds no categories, so it cannot be mixed; use NAME*FACTOR");
            }
            values = dictionary.values().size();
            replacement = mix.value() == null
                    ? ColumnFormat.MISSING
                    : dictionary.values().indexOf(mix.value());
            if (replacement == -1) {
                throw refused(
                        layout.column(column),
                        "has no value \"" + mix.value() + "\"; use one of "
                                + dictionary.values().stream().limit(8).collect(Collectors.joining(", ")));
            }
        } else {
            column = -1;
            replacement = ColumnFormat.MISSING;
            values = 0;
        }
    }

    private static int firstType(EventLayout layout) {
        int[] types = layout.indexes(ColumnRole.TYPE);
        if (types.length == 0) {
            throw new InputException("drift: " + layout.name() + " has no type column; name a category column");
        }
        return types[0];
    }

    private static int column(EventLayout layout, String name) {
        int index = layout.indexOf(name);
        if (index < 0) {
            throw new InputException(
                    "drift: " + layout.name() + " has no column \"" + name + "\"; use gap, token or one of "
                            + layout.columns().stream().map(Column::name).collect(Collectors.joining(", ")));
        }
        return index;
    }

    private static InputException refused(Column column, String why) {
        return new InputException("drift: column \"" + column.name() + "\" " + why);
    }

    /** Changes an event as the plan wants. */
    public void apply(EventFrame frame) {
        long sinceMicros = frame.timeMicros - plan.startMicros();
        if (sinceMicros < 0) {
            return;
        }
        if (plan.target() instanceof DriftPlan.Scale scale) {
            long value = frame.values[column];
            if (value != ColumnFormat.MISSING) {
                frame.values[column] = Math.round(value * (1 + (scale.factor() - 1) * strength(sinceMicros)));
            }
        } else if (plan.target() instanceof DriftPlan.Mix mix) {
            long value = frame.values[column];
            if (value != ColumnFormat.MISSING && uniform(frame) < mix.share() * strength(sinceMicros)) {
                frame.values[column] = replacement == ColumnFormat.MISSING ? (value + 1) % values : replacement;
            }
        } else if (plan.target() instanceof DriftPlan.Gap gap) {
            long shiftMicros = Math.round((gap.factor() - 1) * stretchedMicros(sinceMicros));
            frame.timeMicros += shiftMicros;
            frame.values[timeColumn] += shiftMicros;
        }
    }

    /** How far the drift has come, 0 to 1. */
    private double strength(long sinceMicros) {
        return sinceMicros >= plan.widthMicros() ? 1 : (double) sinceMicros / plan.widthMicros();
    }

    /** The integral of {@link #strength} since the start: a clock that runs through it scales every gap. */
    private double stretchedMicros(long sinceMicros) {
        double width = plan.widthMicros();
        return sinceMicros >= width ? sinceMicros - width / 2 : (double) sinceMicros * sinceMicros / (2 * width);
    }

    /** A number in [0, 1) that belongs to the event (the mix of MurmurHash3, Appleby 2011). */
    private double uniform(EventFrame frame) {
        long z = frame.entity * 0x9e3779b97f4a7c15L + frame.sequence * 0xd1b54a32d192ed03L + column + 1;
        z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
        z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return ((z ^ (z >>> 33)) >>> 11) * 0x1p-53;
    }
}
