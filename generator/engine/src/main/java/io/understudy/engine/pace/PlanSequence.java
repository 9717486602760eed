package io.understudy.engine.pace;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Plans one after the other. Each begins at exactly the end of the one before, with its own event 0; steps are a sequence
 * of constants.
 *
 * @param parts two or more, none a sequence, each but the last with an end
 */
public record PlanSequence(List<RatePlan> parts) implements RatePlan {
    public PlanSequence {
        parts = List.copyOf(parts);
        if (parts.size() < 2) {
            throw new IllegalArgumentException("a sequence has two or more parts, not " + parts.size());
        }
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof PlanSequence || parts.get(i) instanceof ChangingPlan) {
                throw new IllegalArgumentException("part " + (i + 1) + " of a sequence has parts itself");
            }
            if (i < parts.size() - 1 && parts.get(i).durationNanos() == ENDLESS) {
                throw new IllegalArgumentException("part " + (i + 1) + " ("
                        + parts.get(i).text() + ") has no end, so what follows never comes; add for DURATION");
            }
        }
    }

    @Override
    public Schedule schedule(Origin origin) {
        return new Joined(parts, origin);
    }

    @Override
    public RatePlan seeded(long seed) {
        List<RatePlan> seeded = new ArrayList<>();
        for (RatePlan part : parts) {
            seeded.add(part.seeded(seed + 0x9e3779b97f4a7c15L * seeded.size() * seeded.size()));
        }
        return new PlanSequence(seeded);
    }

    @Override
    public long durationNanos() {
        long sum = 0;
        for (RatePlan part : parts) {
            sum = part.durationNanos() == ENDLESS ? ENDLESS : Math.addExact(sum, part.durationNanos());
        }
        return sum;
    }

    @Override
    public boolean paced() {
        return parts.stream().anyMatch(RatePlan::paced);
    }

    @Override
    public boolean ratesWallTime() {
        return parts.stream().anyMatch(RatePlan::ratesWallTime);
    }

    @Override
    public boolean countable() {
        return parts.stream().allMatch(RatePlan::countable);
    }

    @Override
    public String text() {
        return parts.stream().map(RatePlan::text).collect(Collectors.joining(", "));
    }

    private static final class Joined implements Schedule {
        private final List<RatePlan> parts;
        private Origin origin; // of the part
        private int part;
        private long partStartNanos;
        private Schedule schedule;

        Joined(List<RatePlan> parts, Origin origin) {
            this.parts = parts;
            this.origin = origin;
            this.schedule = parts.get(0).schedule(origin);
        }

        @Override
        public long nextNanos(long modelMicros, long elapsedNanos) {
            while (true) {
                // max works off elapsed time, which is before the part's start when the part is asked for early
                long intended = schedule.nextNanos(modelMicros, Math.max(0, elapsedNanos - partStartNanos));
                if (intended != NEVER) {
                    return partStartNanos + intended;
                }
                if (part == parts.size() - 1) {
                    return NEVER;
                }
                RatePlan over = parts.get(part);
                origin = origin.later(
                        over.durationNanos(),
                        over.modelMicrosAfter(over.durationNanos(), origin.modelMicros(), modelMicros));
                partStartNanos += over.durationNanos();
                part++;
                schedule = parts.get(part).schedule(origin);
            }
        }

        @Override
        public long skip(long nanos) {
            return schedule.skip(nanos - partStartNanos);
        }
    }
}
