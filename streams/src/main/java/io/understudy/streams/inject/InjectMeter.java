package io.understudy.streams.inject;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts what the injecting tasks of one instance do; any thread may read {@link #status}. */
public final class InjectMeter {
    private static final int MOST_BURSTS = 100;

    final LongAdder baseEvents = new LongAdder();
    final LongAdder injected = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder refused = new LongAdder();
    private final Map<String, BurstTally> bursts = new LinkedHashMap<>();

    /** Figures of one burst; guarded by the meter. */
    private static final class BurstTally {
        private final String scenario;
        private long startMicros = Long.MAX_VALUE;
        private long injected;
        private int victims;
        private int partitions;

        private BurstTally(String scenario) {
            this.scenario = scenario;
        }
    }

    synchronized void began(ActiveBurst burst) {
        BurstTally tally = tally(burst);
        tally.partitions++;
        tally.startMicros = Math.min(tally.startMicros, burst.startMicros());
    }

    synchronized void picked(ActiveBurst burst) {
        tally(burst).victims++;
    }

    synchronized void injected(ActiveBurst burst) {
        injected.increment();
        tally(burst).injected++;
    }

    synchronized void ended(ActiveBurst burst) {
        if (burst.started()) {
            tally(burst).partitions--;
        }
    }

    private BurstTally tally(ActiveBurst burst) {
        BurstTally tally = bursts.computeIfAbsent(burst.order.id(), id -> new BurstTally(burst.order.scenario()));
        if (bursts.size() > MOST_BURSTS) {
            bursts.remove(bursts.keySet().iterator().next());
        }
        return tally;
    }

    /** The counts so far. */
    public synchronized InjectStatus status() {
        List<InjectStatus.BurstStatus> live = bursts.entrySet().stream()
                .map(e -> new InjectStatus.BurstStatus(
                        e.getKey(),
                        e.getValue().scenario,
                        e.getValue().startMicros,
                        e.getValue().injected,
                        e.getValue().victims,
                        e.getValue().partitions))
                .collect(Collectors.toList());
        return new InjectStatus(baseEvents.sum(), injected.sum(), malformed.sum(), refused.sum(), live);
    }
}
