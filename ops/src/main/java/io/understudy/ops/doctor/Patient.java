package io.understudy.ops.doctor;

import io.understudy.model.SequenceModel;
import io.understudy.ops.job.StreamPlan;

/** A stream of a job, with its model. */
record Patient(StreamPlan stream, SequenceModel model) {

    String name() {
        return stream.name();
    }
}
