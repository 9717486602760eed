package io.understudy.streams.monitor;

import java.util.Arrays;

/**
 * How to watch for drift.
 *
 * @param windowEvents a window closes when it holds at least as many events
 * @param partialEvents events that a partition counts before it sends the counts on
 * @param cells equal cells of [0, 1) that each feature's scores are counted in; one for novelty comes on top
 * @param tolerance misfit of the model that is forgiven: each cell's probability may be off by this share of itself
 * @param noveltyBound probability of values that the model holds impossible, up to which they are forgiven
 * @param memoryWindows lengths of the moving averages that the detectors bet on, in windows
 * @param threshold alarm line of the mean statistic, and least mean number of windows to a false alarm
 * @param calmWindows windows without an alarm after which an incident closes
 * @param modelTime true where event time is model time; otherwise the {@code gap} feature is left out for records that
 *     carry no model time
 * @param mostTruths truths that wait for their events on one partition; the oldest are dropped beyond
 */
public record MonitorSettings(
        int windowEvents,
        int partialEvents,
        int cells,
        double tolerance,
        double noveltyBound,
        double[] memoryWindows,
        double threshold,
        int calmWindows,
        boolean modelTime,
        int mostTruths) {

    /** What is used where nothing else is asked for. */
    public static final MonitorSettings DEFAULT =
            new MonitorSettings(2_000, 50, 10, 0.10, 0.002, new double[] {2, 8, 32}, 10_000, 20, true, 100_000);

    public MonitorSettings {
        memoryWindows = memoryWindows.clone();
        require(windowEvents >= 1, "windowEvents " + windowEvents + " must be at least 1");
        require(
                partialEvents >= 1 && partialEvents <= windowEvents,
                "partialEvents " + partialEvents + " must be in 1..windowEvents");
        require(cells >= 2 && cells <= 1_000, "cells " + cells + " must be in 2..1000");
        require(tolerance >= 0 && tolerance < 1, "tolerance " + tolerance + " must be in [0, 1)");
        require(noveltyBound > 0 && noveltyBound < 0.5, "noveltyBound " + noveltyBound + " must be in (0, 0.5)");
        require(
                (1 - noveltyBound) * (1 - tolerance) <= 1 && (1 + tolerance) + noveltyBound >= 1,
                "tolerance and noveltyBound leave no law without drift");
        require(memoryWindows.length > 0, "there must be at least one memory");
        require(
                Arrays.stream(memoryWindows).allMatch(m -> m >= 1 && m <= 1e6),
                "memories " + Arrays.toString(memoryWindows) + " must be in 1..1e6 windows");
        require(threshold > 1 && !Double.isInfinite(threshold), "threshold " + threshold + " must be above 1");
        require(calmWindows >= 1, "calmWindows " + calmWindows + " must be at least 1");
        require(mostTruths >= 1, "mostTruths " + mostTruths + " must be at least 1");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    @Override
    public double[] memoryWindows() {
        return memoryWindows.clone();
    }

    /** The same with windows of {@code events}, and partial counts of a fortieth of that. */
    public MonitorSettings withWindowEvents(int events) {
        return new MonitorSettings(
                events,
                Math.max(1, Math.min(partialEvents, events / 40)),
                cells,
                tolerance,
                noveltyBound,
                memoryWindows,
                threshold,
                calmWindows,
                modelTime,
                mostTruths);
    }

    /** The same with another alarm line. */
    public MonitorSettings withThreshold(double line) {
        return new MonitorSettings(
                windowEvents,
                partialEvents,
                cells,
                tolerance,
                noveltyBound,
                memoryWindows,
                line,
                calmWindows,
                modelTime,
                mostTruths);
    }

    /** The same with another tolerance. */
    public MonitorSettings withTolerance(double share) {
        return new MonitorSettings(
                windowEvents,
                partialEvents,
                cells,
                share,
                noveltyBound,
                memoryWindows,
                threshold,
                calmWindows,
                modelTime,
                mostTruths);
    }

    /** The same for streams whose event time is, or is not, model time. */
    public MonitorSettings withModelTime(boolean eventTimeIsModelTime) {
        return new MonitorSettings(
                windowEvents,
                partialEvents,
                cells,
                tolerance,
                noveltyBound,
                memoryWindows,
                threshold,
                calmWindows,
                eventTimeIsModelTime,
                mostTruths);
    }
}
