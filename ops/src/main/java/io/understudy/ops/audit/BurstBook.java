package io.understudy.ops.audit;

import io.understudy.ops.dashboard.StreamStatus.BurstStatus;
import io.understudy.schemas.record.BurstAction;
import io.understudy.schemas.record.BurstCommand;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The bursts of one stream: what was commanded, and what came of it as the labels tell. Safe for many threads. */
public final class BurstBook {
    private static final double QUIET_SECONDS = 3; // without a new event, a burst that has had some is held to be over

    private final Map<String, Entry> entryById = new LinkedHashMap<>();

    /** A command was read, from any partition; the first of its kind counts. */
    synchronized void commanded(BurstCommand command, double atSeconds) {
        Entry entry = entryById.get(command.getBurstId());
        if (command.getAction() == BurstAction.CANCEL) {
            if (entry != null) {
                entry.cancelled = true;
            }
        } else if (entry == null) {
            entryById.put(command.getBurstId(), new Entry(command, atSeconds));
        }
    }

    /** A label of a campaign was read. */
    synchronized void injected(String burstId, String entity, double atSeconds) {
        Entry entry = entryById.get(burstId);
        if (entry != null) {
            entry.events++;
            entry.victims.add(entity);
            entry.lastSeconds = atSeconds;
        }
    }

    /** The bursts in the order of their commands, as they stand {@code nowSeconds} into the run. */
    public synchronized List<BurstStatus> statuses(double nowSeconds) {
        return entryById.values().stream()
                .map(entry -> entry.status(nowSeconds))
                .toList();
    }

    /** Events of all bursts. */
    public synchronized long injected() {
        return entryById.values().stream().mapToLong(entry -> entry.events).sum();
    }

    private static final class Entry {
        private final BurstCommand command;
        private final double atSeconds;
        private final Set<String> victims = new HashSet<>();
        private long events;
        private double lastSeconds = Double.NaN;
        private boolean cancelled;

        Entry(BurstCommand command, double atSeconds) {
            this.command = command;
            this.atSeconds = atSeconds;
        }

        BurstStatus status(double nowSeconds) {
            return new BurstStatus(
                    command.getBurstId(),
                    command.getScenario(),
                    state(nowSeconds),
                    atSeconds,
                    events == 0 ? null : lastSeconds,
                    victims.size(),
                    Math.round(command.getEventsPerSecond() * command.getDurationMicros() / 1e6),
                    events);
        }

        private String state(double nowSeconds) {
            if (cancelled) {
                return "cancelled";
            }
            if (events == 0) {
                return "commanded";
            }
            return nowSeconds - lastSeconds > QUIET_SECONDS ? "over" : "running";
        }
    }
}
