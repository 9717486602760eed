/**
 * The Kafka cluster and schema registry that tests run against: one of each kind for the whole run, in this JVM or in a
 * container, by one switch.
 */
package io.understudy.tests.cluster;
