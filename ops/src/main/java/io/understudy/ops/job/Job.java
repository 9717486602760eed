package io.understudy.ops.job;

import io.understudy.model.InputException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What one job file asks for.
 *
 * @param name of the job
 * @param streams at least one, each of its own name
 */
public record Job(String name, List<StreamPlan> streams) {
    public Job {
        Objects.requireNonNull(name);
        streams = List.copyOf(streams);
        if (streams.isEmpty()) {
            throw new InputException("a job has at least one stream");
        }
        Set<String> names = new HashSet<>();
        for (StreamPlan stream : streams) {
            if (!names.add(stream.name())) {
                throw new InputException("stream " + stream.name() + " stands twice; give each a name of its own");
            }
        }
    }
}
