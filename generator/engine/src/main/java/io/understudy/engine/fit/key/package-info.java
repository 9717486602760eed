/**
 * Learns how keys are shared: how many use one, who uses the same, what follows from a key, which classes it carries on.
 */
package io.understudy.engine.fit.key;
