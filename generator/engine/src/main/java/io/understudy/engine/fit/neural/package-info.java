/**
 * Trains the network of {@link io.understudy.model.neural}: truncated back-propagation through time (Williams, Peng 1990)
 * over stretches of events, by Adam (Kingma, Ba 2015), on the CPU in plain Java. Nothing here needs a library with native
 * code: a network this small is held up by its softmax and its memory, not by the speed of a matrix product.
 *
 * <p>A batch is split into shards whose gradients are added in one order, so that equal seeds give equal weights for any
 * number of threads; the work is bounded by events seen, not by the clock.
 */
package io.understudy.engine.fit.neural;
