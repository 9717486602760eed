package io.understudy.engine.evaluate;

import io.understudy.engine.evaluate.log.LogCoder;
import io.understudy.engine.reference.ReferenceSpec;
import io.understudy.model.ColumnRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Small logs written as CSV: who, t (seconds), kind, amount. */
public final class CsvText {
    private static final ReferenceSpec SPEC = ReferenceSpec.found()
            .with(ColumnRole.ENTITY, "who")
            .with(ColumnRole.TIME, "t")
            .with(ColumnRole.TYPE, "kind")
            .with(ColumnRole.NUMERIC, "amount");

    private CsvText() {}

    /** A real and a candidate log, each of lines without the header, in shared codes. */
    public static LogCoder.Coded coded(Path folder, List<String> real, List<String> candidate) throws IOException {
        Path first = write(folder.resolve("real.csv"), real);
        Path second = write(folder.resolve("candidate.csv"), candidate);
        ComparedLogs logs =
                ComparedLogs.read(new ComparedLogs.Files(first, second, Optional.empty()), SPEC, rows -> {});
        return LogCoder.code(List.of(logs.reference(), logs.synthetic()), 1);
    }

    private static Path write(Path file, List<String> lines) throws IOException {
        return Files.writeString(file, "who,t,kind,amount\n" + String.join("\n", lines) + "\n");
    }
}
