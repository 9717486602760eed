package io.understudy.ops.command;

import io.understudy.engine.fault.FaultPlan;
import io.understudy.engine.generate.RareAim;
import io.understudy.engine.pace.DurationText;
import io.understudy.engine.pace.Rate;
import io.understudy.engine.pace.RatePlan;
import io.understudy.engine.pace.Speed;
import io.understudy.engine.publish.Delivery;
import io.understudy.engine.publish.EventTime;
import io.understudy.engine.publish.LabelScope;
import io.understudy.engine.publish.RecordStyle;
import io.understudy.ops.job.ScalarText;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;

/** How arguments become values: the readings of the job file and the engine, in the shape that picocli asks for. */
final class Arguments {
    private Arguments() {}

    /** {@link ScalarText#count}. */
    static final class Count implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return ScalarText.count(text);
        }
    }

    /** {@link ScalarText#smallCount}. */
    static final class SmallCount implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return ScalarText.smallCount(text);
        }
    }

    /** {@link ScalarText#instant}, or {@code now}. */
    static final class Time implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            return text.equals("now") ? Instant.now() : ScalarText.instant(text);
        }
    }

    /** {@link DurationText#parse}. */
    static final class Span implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return DurationText.parse(text);
        }
    }

    /** {@link ScalarText#delay}. */
    static final class Delay implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return ScalarText.delay(text);
        }
    }

    /** {@link RareAim#parse}. */
    static final class Rare implements ITypeConverter<RareAim> {
        @Override
        public RareAim convert(String text) {
            return RareAim.parse(text);
        }
    }

    /** {@link RatePlan#parse}. */
    static final class Plan implements ITypeConverter<RatePlan> {
        @Override
        public RatePlan convert(String text) {
            return RatePlan.parse(text);
        }
    }

    /** {@link Rate#parse}. */
    static final class PlainRate implements ITypeConverter<Rate> {
        @Override
        public Rate convert(String text) {
            return Rate.parse(text);
        }
    }

    /** {@link Speed#parse}. */
    static final class Factor implements ITypeConverter<Speed> {
        @Override
        public Speed convert(String text) {
            return Speed.parse(text);
        }
    }

    /** {@link EventTime#parse}. */
    static final class Stamps implements ITypeConverter<EventTime> {
        @Override
        public EventTime convert(String text) {
            return EventTime.parse(text);
        }
    }

    /** {@link LabelScope#parse}. */
    static final class Labels implements ITypeConverter<LabelScope> {
        @Override
        public LabelScope convert(String text) {
            return LabelScope.parse(text);
        }
    }

    /** {@link Delivery#parse}. */
    static final class Deliveries implements ITypeConverter<Delivery> {
        @Override
        public Delivery convert(String text) {
            return Delivery.parse(text);
        }
    }

    /** {@link FaultPlan#parse}. */
    static final class Faults implements ITypeConverter<FaultPlan> {
        @Override
        public FaultPlan convert(String text) {
            return FaultPlan.parse(text);
        }
    }

    /** {@link RecordStyle.Format#parse}. */
    static final class Formats implements ITypeConverter<RecordStyle.Format> {
        @Override
        public RecordStyle.Format convert(String text) {
            return RecordStyle.Format.parse(text);
        }
    }

    /** {@link RecordStyle.Keys#parse}. */
    static final class RecordKeys implements ITypeConverter<RecordStyle.Keys> {
        @Override
        public RecordStyle.Keys convert(String text) {
            return RecordStyle.Keys.parse(text);
        }
    }

    /** {@link RecordStyle.Subjects#parse}. */
    static final class SubjectNames implements ITypeConverter<RecordStyle.Subjects> {
        @Override
        public RecordStyle.Subjects convert(String text) {
            return RecordStyle.Subjects.parse(text);
        }
    }

    /** {@link Target#parse}. */
    static final class To implements ITypeConverter<Target> {
        @Override
        public Target convert(String text) {
            return Target.parse(text);
        }
    }
}
