/**
 * Trains the network of {@link io.understudy.model.neural}: truncated back-propagation through time (Williams, Peng 1990)
 * over stretches of events, by Adam (Kingma, Ba 2015), on the CPU in plain Java. A binding to
 * PyTorch was tried and left: it loads offline, but brings 112 MB a platform, 430 MB once unpacked, and native code into
 * what needs a JDK alone, for products of 64 by 192 numbers.
 *
 * <p>A batch is split into shards whose gradients are added in one order, so that equal seeds give equal weights for any
 * number of threads; the work is bounded by events seen, not by the clock.
 */
package io.understudy.engine.fit.neural;
