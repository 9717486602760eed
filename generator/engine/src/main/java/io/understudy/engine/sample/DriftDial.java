package io.understudy.engine.sample;

import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.model.InputException;
import java.util.Arrays;

/**
 * Turns drifts on while a stream runs. Drifts add up in the order they were asked for: a later one works on what the
 * earlier ones left. Any thread may turn it; one thread applies.
 */
public final class DriftDial {
    private static final int MOST = 64;

    private final EventLayout layout;
    private volatile DriftPlan[] asked = new DriftPlan[0];
    private Drift[] working = new Drift[0];

    public DriftDial(EventLayout layout) {
        this.layout = layout;
    }

    /**
     * Adds a drift.
     *
     * @throws InputException if the layout does not have what the plan names, or if 64 drifts are on already
     */
    public synchronized void turn(DriftPlan plan) {
        Drift tried = new Drift(plan, layout); // refuses what does not fit, here rather than in the running stream
        assert tried != null;
        if (asked.length == MOST) {
            throw new InputException("drift: " + MOST + " drifts are on already; start the stream anew");
        }
        DriftPlan[] more = Arrays.copyOf(asked, asked.length + 1);
        more[asked.length] = plan;
        asked = more;
    }

    /** Changes an event as the drifts want. */
    public void apply(EventFrame frame) {
        DriftPlan[] plans = asked;
        if (plans.length != working.length) {
            begin(plans, frame);
        }
        for (int i = 0; i < working.length; i++) {
            working[i].apply(frame);
        }
    }

    private void begin(DriftPlan[] plans, EventFrame frame) {
        int old = working.length;
        Drift[] more = Arrays.copyOf(working, plans.length);
        for (int i = old; i < plans.length; i++) {
            boolean atOnce = plans[i].startMicros() == DriftPlan.AT_ONCE;
            more[i] = new Drift(atOnce ? plans[i].startingAt(frame.timeMicros) : plans[i], layout);
        }
        working = more;
    }
}
