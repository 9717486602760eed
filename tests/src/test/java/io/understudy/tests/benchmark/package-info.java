/**
 * Benchmarks of the hot path's stages, by JMH: the sampler, the encoder and the pacer, each beside a baseline. Not part
 * of {@code mvn verify}. All of them, three forks each, with the allocation an operation:
 *
 * <pre>{@code mvn -Pbenchmarks process-test-classes -pl tests -am}</pre>
 *
 * One of them, shorter: {@code -Dbenchmarks="Sampler -f 1 -wi 2 -i 3"}, which goes to JMH as it is.
 */
package io.understudy.tests.benchmark;
