/**
 * The development stack: a real Kafka broker and a real schema registry on loopback, for the demo, the bench and the
 * tests, gone without a trace when their owner is. In this JVM ({@link io.understudy.ops.devstack.EmbeddedBroker}) or
 * as child processes that end when their parent does, however it ends. The only package that imports Kafka's server;
 * imports neither engine nor streams.
 */
package io.understudy.ops.devstack;
