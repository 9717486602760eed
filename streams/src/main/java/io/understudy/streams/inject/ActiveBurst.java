package io.understudy.streams.inject;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;

/** A burst on one partition, from its command to its end. Scratch of one task; {@link BurstLedger} keeps it. */
final class ActiveBurst {
    /** {@link #nextMicros} of a burst that has nothing to inject yet, or any more. */
    static final long NEVER = Long.MAX_VALUE;

    /** Share of the entities that may become victims in the first quarter of the burst. */
    private static final double CHOICE = 0.5;

    private static final long NOT_STARTED = Long.MIN_VALUE;

    final BurstOrder order;
    final BurstShare share;
    private final PriorityQueue<Victim> victims = new PriorityQueue<>(
            Comparator.comparingLong((Victim v) -> v.dueMicros).thenComparing(v -> Bytes.wrap(v.key)));
    private final Set<Bytes> chosen = new HashSet<>();
    private long startMicros = NOT_STARTED;
    private long nextSlot;

    ActiveBurst(BurstOrder order, BurstShare share) {
        this.order = order;
        this.share = share;
    }

    /** Event at {@code timeMicros} reached this partition: begins the burst if it is due. */
    void reach(long timeMicros) {
        if (startMicros == NOT_STARTED && timeMicros >= order.startMicros().orElse(Long.MIN_VALUE)) {
            startMicros = timeMicros;
        }
    }

    boolean started() {
        return startMicros != NOT_STARTED;
    }

    long startMicros() {
        return startMicros;
    }

    long endMicros() {
        return order.durationMicros() > Long.MAX_VALUE - startMicros
                ? Long.MAX_VALUE
                : startMicros + order.durationMicros();
    }

    /** True once stream time {@code nowMicros} has passed the whole burst. */
    boolean over(long nowMicros) {
        return started() && nowMicros >= endMicros();
    }

    /** True if the entity called {@code key}, which has an event at {@code timeMicros}, is to become a victim. */
    boolean picks(byte[] key, long timeMicros) {
        if (!started()
                || timeMicros < startMicros
                || timeMicros >= endMicros()
                || chosen.size() >= share.victims()
                || chosen.contains(Bytes.wrap(key))) {
            return false;
        }
        boolean early = timeMicros - startMicros < order.durationMicros() / 4;
        return chosen.isEmpty() || !early || Seeds.unit(Seeds.derive(share.seed(), key)) < CHOICE;
    }

    void add(Victim victim) {
        victims.add(victim);
        chosen.add(Bytes.wrap(victim.key));
    }

    /** Stream time of the next event to inject, microseconds, or {@link #NEVER}. */
    long nextMicros() {
        if (!started() || victims.isEmpty()) {
            return NEVER;
        }
        double offset = share.offsetMicros(nextSlot);
        return offset < order.durationMicros() ? startMicros + (long) offset : NEVER;
    }

    /** Ordinal of the next event to inject, within this partition. */
    long nextSlot() {
        return nextSlot;
    }

    /** Takes the victim of the next event out; {@link #giveBack} it with the event done. */
    Victim takeVictim() {
        nextSlot++;
        return victims.remove();
    }

    void giveBack(Victim victim) {
        victims.add(victim);
    }

    List<Victim> victims() {
        return new ArrayList<>(victims);
    }

    /** Where the burst stands, without its order and victims. */
    byte[] progress() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(startMicros)
                .putLong(nextSlot)
                .array();
    }

    void resume(ByteBuffer progress) {
        startMicros = progress.getLong();
        nextSlot = progress.getLong();
    }
}
