/**
 * The generator beside Kafka's own client, in one run on one broker: producer loops that send the very same bytes set
 * the ceiling, the generator and they take turns, and what is reported are medians and ratios. Knows no command line.
 */
package io.understudy.ops.bench;
