package io.understudy.engine.encode;

import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.schemas.Scenarios;
import io.understudy.schemas.WireBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Writes the ground truth of events in Confluent's wire format, as a
 * {@link io.understudy.schemas.record.GroundTruth} that belongs to no campaign; the technique is that of
 * {@link Scenarios}. Owned by one thread; does not allocate
 * after construction.
 */
public final class TruthEncoder {
    /** The fault of an event that has none. */
    public static final String NO_FAULT = "";

    private static final int NULL_BRANCH = 0;
    private static final int VALUE_BRANCH = 1;

    private final int schemaId;
    private final long delayMicros;
    private final int timeIndex;
    private final EntityKeys keys;
    private final byte[][] labelByClass;
    private final byte[][] scenarioByClass; // with the union branch before it
    private final byte[][] techniqueByClass; // with the union branch before it
    private String lastFault = NO_FAULT;
    private byte[] lastFaultBytes = optional(null);

    /**
     * An encoder of the truth of events of {@code layout}.
     *
     * @param schemaId under which {@code GroundTruth} is registered
     * @param delayMicros from an event to the moment when its truth is known; at least 0
     */
    public TruthEncoder(EventLayout layout, int schemaId, long delayMicros) {
        if (delayMicros < 0) {
            throw new IllegalArgumentException("label delay " + delayMicros + " us must not be negative");
        }
        this.schemaId = schemaId;
        this.delayMicros = delayMicros;
        timeIndex = layout.timeIndex();
        keys = new EntityKeys(layout);
        List<String> classes = layout.labelClasses();
        labelByClass = new byte[classes.size()][];
        scenarioByClass = new byte[classes.size()][];
        techniqueByClass = new byte[classes.size()][];
        for (int i = 0; i < classes.size(); i++) {
            String label = classes.get(i);
            String scenario = i == layout.normalLabel() ? null : label;
            labelByClass[i] = string(label);
            scenarioByClass[i] = optional(scenario);
            techniqueByClass[i] = optional(technique(scenario));
        }
    }

    private static String technique(String scenario) {
        return scenario == null
                ? null
                : Scenarios.find(scenario).map(Scenarios.Scenario::technique).orElse(null);
    }

    /**
     * Replaces what {@code out} holds by the truth of {@code frame}.
     *
     * @param eventId that {@link FrameEncoder#encode} gave the event
     * @param fault put on the event on purpose, or {@link #NO_FAULT}
     * @param weight share of the event's kind, rare or normal, in the unchanged model over its share in this stream
     */
    public void encode(EventFrame frame, long eventId, String fault, double weight, WireBuffer out) {
        long timeMicros = frame.values[timeIndex];
        int label = (int) frame.label;
        out.begin(schemaId);
        out.writeHex(eventId);
        keys.writeString(frame, out);
        out.writeLong(timeMicros);
        writeWhole(labelByClass[label], out);
        writeWhole(scenarioByClass[label], out);
        out.writeLong(NULL_BRANCH); // campaign_id
        out.writeLong(NULL_BRANCH); // step
        writeWhole(techniqueByClass[label], out);
        out.writeLong(timeMicros + delayMicros);
        writeWhole(faultBytes(fault), out);
        out.writeDouble(weight);
    }

    private byte[] faultBytes(String fault) {
        if (!Objects.equals(fault, lastFault)) {
            lastFault = fault;
            lastFaultBytes = optional(fault.equals(NO_FAULT) ? null : fault);
        }
        return lastFaultBytes;
    }

    private static void writeWhole(byte[] encoded, WireBuffer out) {
        out.writeRaw(encoded, 0, encoded.length);
    }

    private static byte[] string(String text) {
        WireBuffer out = new WireBuffer(64);
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static byte[] optional(String text) {
        WireBuffer out = new WireBuffer(64);
        out.writeLong(text == null ? NULL_BRANCH : VALUE_BRANCH);
        if (text != null) {
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
