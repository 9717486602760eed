package io.understudy.engine.fault;

import io.understudy.model.InputException;
import java.util.List;
import java.util.Objects;

/** Something that goes wrong on purpose with a share of the events. */
public sealed interface Fault {

    /** Share of all events, above 0 and up to 1. */
    double share();

    /** The fault's key in a fault plan, which is its name on labels too. */
    String key();

    /** The record comes when the stream's time has gone on by {@code byMicros}, behind whatever came meanwhile. */
    record Late(double share, long byMicros) implements Fault {
        public Late {
            requireShare("late", share);
            if (byMicros < 1) {
                throw new InputException("fault late: by must be above 0; write it like by=30s");
            }
        }

        @Override
        public String key() {
            return "late";
        }
    }

    /** The record comes behind the next {@code events} of its partition. */
    record OutOfOrder(double share, int events) implements Fault {
        private static final int MOST = 10_000;

        public OutOfOrder {
            requireShare("out-of-order", share);
            if (events < 1 || events > MOST) {
                throw new InputException("fault out-of-order: events " + events + " must be 1 to " + MOST);
            }
        }

        @Override
        public String key() {
            return "out-of-order";
        }
    }

    /** The record comes twice in a row, byte for byte. */
    record Duplicate(double share) implements Fault {
        public Duplicate {
            requireShare("duplicate", share);
        }

        @Override
        public String key() {
            return "duplicate";
        }
    }

    /** The record never comes; its label does. */
    record Dropped(double share) implements Fault {
        public Dropped {
            requireShare("dropped", share);
        }

        @Override
        public String key() {
            return "dropped";
        }
    }

    /** The record cannot be read, in one of {@code kinds}, each as often as the others. */
    record Malformed(double share, List<Malformation> kinds) implements Fault {
        public Malformed {
            requireShare("malformed", share);
            kinds = List.copyOf(kinds);
            if (kinds.isEmpty()) {
                throw new InputException("fault malformed: kinds must not be empty; known: " + Malformation.names());
            }
        }

        @Override
        public String key() {
            return "malformed";
        }
    }

    /** The record has a key and no value. */
    record Tombstone(double share) implements Fault {
        public Tombstone {
            requireShare("tombstone", share);
        }

        @Override
        public String key() {
            return "tombstone";
        }
    }

    /** Zeros, in JSON spaces, follow the event, so that the value has {@code bytes}; its readers pass over them. */
    record Oversize(double share, int bytes) implements Fault {
        private static final int LEAST = 1_000;
        private static final int MOST = 1_000_000; // Kafka's own limit is a request of 1 MiB

        public Oversize {
            requireShare("oversize", share);
            if (bytes < LEAST || bytes > MOST) {
                throw new InputException("fault oversize: bytes " + bytes + " must be " + LEAST + " to " + MOST);
            }
        }

        @Override
        public String key() {
            return "oversize";
        }
    }

    /** Headers that readers may stumble over: a name twice, no value, bytes that are no text. */
    record Headers(double share) implements Fault {
        public Headers {
            requireShare("headers", share);
        }

        @Override
        public String key() {
            return "headers";
        }
    }

    /**
     * The record is keyed as another entity's, drawn from the stream's first keys by Zipf's law, so that partitions run
     * hot; the event itself stays as it is.
     *
     * @param exponent of the law: 0 is even, 1 usual, 2 gives the first key most of it
     * @param keys that share it
     */
    record KeySkew(double share, double exponent, int keys) implements Fault {
        private static final double STEEPEST = 10;
        private static final int MOST_KEYS = 1_000_000;

        public KeySkew {
            requireShare("key-skew", share);
            if (!(exponent >= 0 && exponent <= STEEPEST)) {
                throw new InputException("fault key-skew: exponent " + exponent + " must be 0 to 10");
            }
            if (keys < 1 || keys > MOST_KEYS) {
                throw new InputException("fault key-skew: keys " + keys + " must be 1 to " + MOST_KEYS);
            }
        }

        @Override
        public String key() {
            return "key-skew";
        }
    }

    private static void requireShare(String key, double share) {
        Objects.requireNonNull(key);
        if (!(share > 0 && share <= 1)) {
            throw new InputException(
                    "fault " + key + ": share " + share + " must be above 0 and up to 100%; write it like 0.1%");
        }
    }
}
