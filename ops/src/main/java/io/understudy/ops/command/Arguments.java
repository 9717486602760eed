package io.understudy.ops.command;

import io.understudy.ops.job.ScalarText;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;

/** How arguments become values: the job file's own readings, as picocli asks for them. */
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
}
