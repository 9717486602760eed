package io.understudy.ops.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The JSON Schema of job files, which a test holds to the keys that {@link JobFile} reads. */
public final class JobSchema {
    private JobSchema() {}

    /** The schema as JSON, with a line break at the end. */
    public static String text() throws IOException {
        try (InputStream in = JobSchema.class.getResourceAsStream("job.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
