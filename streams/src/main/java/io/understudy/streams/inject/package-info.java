/**
 * The generator's output and burst commands in, the stream that users consume and the truth about injected events out.
 * Stands between generator and user. A topology's time is its input's: events and clock ticks move it, nothing else.
 */
package io.understudy.streams.inject;
