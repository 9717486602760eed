package io.understudy.engine.generate;

import io.understudy.model.EventFrame;
import io.understudy.model.RareDial;
import java.util.Optional;

/** What a run has sent so far, counted event by event. Owned by the run's thread. */
final class RunTally {
    private final long normalLabel;
    private final double askedRareShare; // 0 where none is asked
    private long events;
    private long rareEvents;
    private long entities;
    private double mostOffEvents; // of the rare events so far from the share of all, the most
    private long rareBefore; // the window at hand
    private double leastInWindow = Double.NaN;
    private double mostInWindow = Double.NaN;

    RunTally(long normalLabel, RareAim rare) {
        this.normalLabel = normalLabel;
        this.askedRareShare = rare instanceof RareAim.Share aim ? aim.share() : 0;
    }

    /** Counts an event that was handed over. */
    void count(EventFrame frame) {
        events++;
        entities += frame.sequence == 0 ? 1 : 0;
        rareEvents += frame.label == normalLabel ? 0 : 1;
        if (askedRareShare != 0) {
            mostOffEvents = Math.max(mostOffEvents, Math.abs(rareEvents - askedRareShare * events));
            if (events % RareDial.WINDOW_EVENTS == 0) {
                endWindow();
            }
        }
    }

    private void endWindow() {
        double share = (double) (rareEvents - rareBefore) / RareDial.WINDOW_EVENTS;
        rareBefore = rareEvents;
        leastInWindow = events == RareDial.WINDOW_EVENTS ? share : Math.min(leastInWindow, share);
        mostInWindow = events == RareDial.WINDOW_EVENTS ? share : Math.max(mostInWindow, share);
    }

    long events() {
        return events;
    }

    /** Events of a class other than normal. */
    long rareEvents() {
        return rareEvents;
    }

    /** Entities that have sent an event. */
    long entities() {
        return entities;
    }

    /** How the share of rare events came out, by a {@code factor} on their odds; empty where none was asked. */
    Optional<GenerateResult.RareShare> rareShare(double factor) {
        if (askedRareShare == 0) {
            return Optional.empty();
        }
        double achieved = events == 0 ? 0 : (double) rareEvents / events;
        return Optional.of(new GenerateResult.RareShare(
                askedRareShare, achieved, factor, mostOffEvents, leastInWindow, mostInWindow));
    }
}
