/**
 * What an event is, on the wire: Avro contracts, topic names, the registry client and the wire format. The generated
 * records of the control plane are in {@code record}. Imports no other module of Understudy, neither Kafka Streams nor
 * Micrometer nor picocli; of Kafka, the serialisation interfaces alone.
 */
package io.understudy.schemas;
