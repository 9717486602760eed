package io.understudy.engine.fault;

import io.understudy.model.EventFrame;
import java.util.List;

/**
 * Decides which event gets which fault, by the seed, the entity and the event's number alone: never by the run, the rate
 * or the clock. Does not allocate.
 */
public final class FaultDraw {
    private final Fault[] faults;
    private final double[] endByFault; // running sums of the shares
    private final long seed;

    public FaultDraw(FaultPlan plan, long seed) {
        List<Fault> all = plan.faults();
        this.seed = mix(seed + 0x6661756c74L); // apart from the seeds of all else
        faults = all.toArray(Fault[]::new);
        endByFault = new double[faults.length];
        double end = 0;
        for (int i = 0; i < faults.length; i++) {
            end += faults[i].share();
            endByFault[i] = end;
        }
    }

    /** The event's fault; null if it has none. */
    public Fault of(EventFrame frame) {
        double uniform = (chance(frame, 0) >>> 11) * 0x1p-53;
        for (int i = 0; i < faults.length; i++) {
            if (uniform < endByFault[i]) {
                return faults[i];
            }
        }
        return null;
    }

    /** 64 bits of the event's own, for {@code purpose} 1 and above. */
    public long chance(EventFrame frame, int purpose) {
        long at = seed + frame.entity * 0x9e3779b97f4a7c15L;
        return mix(mix(at) + frame.sequence * 0xd1b54a32d192ed03L + purpose);
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood, 2014). */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
