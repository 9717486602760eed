package io.understudy.engine.publish;

import io.understudy.model.InputException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Kafka's failures in one line: what, where, why, and what helps. */
final class KafkaFailure {
    private KafkaFailure() {}

    /** While setting up: something the user can mend. */
    static InputException duringSetup(String bootstrapServers, Throwable failure) {
        Throwable cause = root(failure);
        if (cause instanceof TimeoutException || cause instanceof org.apache.kafka.common.errors.DisconnectException) {
            return new InputException(
                    "Kafka broker " + bootstrapServers + " cannot be reached: no answer within "
                            + ClientProperties.SETUP_TIMEOUT_MILLIS / 1_000
                            + " s; start it, or give its address by --bootstrap-server",
                    failure);
        }
        return new InputException(
                "Kafka broker " + bootstrapServers + " refused: " + line(cause) + "; " + remedy(cause), failure);
    }

    /** While events flow. */
    static IOException whilePublishing(String topic, String bootstrapServers, Throwable failure) {
        Throwable cause = root(failure);
        return new IOException(
                "Kafka broker " + bootstrapServers + " did not take records of topic " + topic + ": " + line(cause)
                        + "; " + remedy(cause),
                failure);
    }

    private static String remedy(Throwable cause) {
        if (cause instanceof ConfigException) {
            return String.valueOf(cause.getMessage()).contains("bootstrap")
                    ? "give its address as host:port by --bootstrap-server"
                    : "correct it in --properties";
        }
        if (cause instanceof AuthenticationException) {
            return "check the credentials in --properties";
        }
        if (cause instanceof AuthorizationException) {
            return "grant the right, or use another topic";
        }
        if (cause instanceof InvalidTimestampException) {
            return "set message.timestamp.before.max.ms and message.timestamp.after.max.ms of the topic to"
                    + " 9223372036854775807, or use --timestamps now";
        }
        if (cause instanceof RecordTooLargeException) {
            return "raise max.request.size and the topic's max.message.bytes";
        }
        if (cause instanceof ProducerFencedException) {
            return "another producer took over this transactional.id; run one at a time";
        }
        if (cause instanceof UnknownTopicOrPartitionException) {
            return "the topic is gone; start again and it is created";
        }
        if (cause instanceof TimeoutException) {
            return "check that the broker is up and keeps pace, or lower the rate";
        }
        return "check the broker's log and --properties";
    }

    private static Throwable root(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null && (at instanceof ExecutionException || at.getClass() == KafkaException.class)) {
            at = at.getCause();
        }
        return at;
    }

    private static String line(Throwable cause) {
        String message =
                cause.getMessage() == null ? "" : cause.getMessage().strip().replaceAll("\\s*\\R\\s*", "; ");
        String name = cause.getClass().getSimpleName().replaceAll("Exception$", "");
        return message.isEmpty() ? name : name + ", " + message.replaceAll("[.;]+$", "");
    }
}
