/**
 * Writes events to files and to standard output, with the reference's columns, names, order and formats, labels among
 * them. A file appears whole under its name or not at all. Imports no Kafka.
 */
package io.understudy.engine.publish.file;
