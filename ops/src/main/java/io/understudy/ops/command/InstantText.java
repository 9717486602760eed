package io.understudy.ops.command;

import io.understudy.model.InputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;

/** Instants as people write them: {@code 2026-01-05}, {@code 2026-01-05T10:00}, with an offset or in UTC; {@code now}. */
final class InstantText implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
        return parse(text);
    }

    /** @throws InputException if the text is no instant */
    static Instant parse(String text) {
        try {
            if (text.equals("now")) {
                return Instant.now();
            }
            if (!text.contains("T")) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return text.matches(".*(Z|[+-]\\d\\d(:?\\d\\d)?)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new InputException(
                    "\"" + text + "\" is not a time; write it like 2026-01-05 or 2026-01-05T10:00:00Z", e);
        }
    }
}
