package io.understudy.engine.pace;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plan and those that took over from it, each at its time: what a run was really asked for when its rate was changed
 * while it ran. A plan without an end takes over the end of the one before: it changes how fast, not how long.
 *
 * @param first not one that changes itself
 * @param changes one or more, ascending
 */
public record ChangingPlan(RatePlan first, List<RateChange> changes) implements RatePlan {
    public ChangingPlan {
        changes = List.copyOf(changes);
        if (first instanceof ChangingPlan || changes.isEmpty()) {
            throw new IllegalArgumentException("a plan that changes has a first one and one change or more");
        }
        for (int i = 1; i < changes.size(); i++) {
            if (changes.get(i).atNanos() < changes.get(i - 1).atNanos()) {
                throw new IllegalArgumentException("the change at "
                        + DurationText.of(changes.get(i).atNanos())
                        + " comes after a later one; write them in the order of their times");
            }
        }
    }

    /** {@code plan} with one change more, behind those it has. */
    public static ChangingPlan of(RatePlan plan, RateChange change) {
        return plan instanceof ChangingPlan changing
                ? new ChangingPlan(
                        changing.first,
                        Stream.concat(changing.changes.stream(), Stream.of(change))
                                .toList())
                : new ChangingPlan(plan, List.of(change));
    }

    private Stream<RatePlan> plans() {
        return Stream.concat(Stream.of(first), changes.stream().map(RateChange::plan));
    }

    @Override
    public Schedule schedule(Origin origin) {
        LiveSchedule schedule = new LiveSchedule(first, origin);
        changes.forEach(schedule::change);
        return schedule;
    }

    @Override
    public RatePlan seeded(long seed) {
        return new ChangingPlan(
                first.seeded(seed),
                changes.stream()
                        .map(change ->
                                new RateChange(change.atNanos(), change.plan().seeded(seed ^ change.atNanos())))
                        .toList());
    }

    @Override
    public long durationNanos() {
        long end = first.durationNanos();
        for (RateChange change : changes) {
            long duration = change.plan().durationNanos();
            if (duration != ENDLESS) {
                end = Math.addExact(change.atNanos(), duration);
            } else if (end <= change.atNanos()) {
                end = ENDLESS;
            }
        }
        return end;
    }

    @Override
    public boolean paced() {
        return plans().anyMatch(RatePlan::paced);
    }

    @Override
    public boolean ratesWallTime() {
        return plans().anyMatch(RatePlan::ratesWallTime);
    }

    @Override
    public boolean countable() {
        return plans().allMatch(RatePlan::countable);
    }

    @Override
    public String text() {
        return first.text()
                + changes.stream().map(change -> "; " + change.text()).collect(Collectors.joining());
    }
}
