package io.understudy.schemas;

import java.util.regex.Pattern;

/**
 * The names of the topics that belong to one stream.
 *
 * @param events the topic that users consume; its name is the stream's
 * @param base the generator's output and clock ticks, where injection is on
 * @param labels ground truth of the events
 * @param bursts burst commands
 * @param drift drift reports and alarms
 */
public record Topics(String events, String base, String labels, String bursts, String drift) {
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]+");
    private static final int LONGEST_TOPIC = 249; // Kafka's limit
    private static final int LONGEST_SUFFIX = ".labels".length();

    public Topics {
        for (String topic : new String[] {events, base, labels, bursts, drift}) {
            if (topic.length() > LONGEST_TOPIC || !LEGAL.matcher(topic).matches()) {
                throw new IllegalArgumentException("topic \"" + topic + "\" is no legal name for Kafka");
            }
        }
    }

    /**
     * The topics of {@code stream}.
     *
     * @throws IllegalArgumentException if the name, or one made of it, is refused by Kafka
     */
    public static Topics of(String stream) {
        int longest = LONGEST_TOPIC - LONGEST_SUFFIX;
        if (stream.isEmpty()
                || stream.length() > longest
                || stream.equals(".")
                || stream.equals("..")
                || !LEGAL.matcher(stream).matches()) {
            throw new IllegalArgumentException("stream name \"" + stream + "\" cannot name a Kafka topic; use 1 to "
                    + longest + " letters, digits, dots, underscores or hyphens, and neither \".\" nor \"..\"");
        }
        return new Topics(stream, stream + ".base", stream + ".labels", stream + ".bursts", stream + ".drift");
    }
}
