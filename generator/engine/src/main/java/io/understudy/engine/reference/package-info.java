/**
 * First stage of the pipeline: reads an event log from files, SQL or a Kafka topic, finds the formats and roles of its
 * columns and holds it in columns. Imports the model; nothing of the later stages; Kafka only in {@code Topic*}.
 *
 * <p>A {@code Source} hands out cells as they stand in the file; a {@code ColumnCollector} finds what the cells of its
 * column are, and reads the rare column again that turned out otherwise; {@code TimeFinder}, {@code EntityFinder} and
 * {@code RoleFinder} say what the columns mean. What they guessed or gave up is in the log's findings.
 */
package io.understudy.engine.reference;
