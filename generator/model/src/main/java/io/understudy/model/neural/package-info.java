/**
 * The neural family: one small gated recurrent network, drawn event by event. A rival to the trees behind the same seam,
 * over the same columns, tokens, classes and past ({@link io.understudy.model.chain.History}); where the trees ask that
 * past questions, the network remembers what it was trained to.
 *
 * <p>Everything here is sums, products, quotients and square roots of floats in one order, so that equal seeds give
 * equal events on every JVM. Imports {@code java.base} and the chain alone.
 *
 * <p>Dictionaries and the ends of bins rest on k entities, as for the trees. The weights carry no such guarantee: they
 * are fitted to all events, and only stop when held-out entities are foretold no better.
 */
package io.understudy.model.neural;
