/**
 * Learns what an event is: its class, its token, its categorical and numeric marks.
 */
package io.understudy.engine.fit.mark;
