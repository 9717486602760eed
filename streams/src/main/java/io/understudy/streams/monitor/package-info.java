/**
 * Drift of a stream from the fitted model: events are scored against the model's conditionals, scores are counted in
 * cells, and windows of counts feed e-detectors whose mean run length to a false alarm is known. Method: Shin, Ramdas
 * and Rinaldo, "E-detectors: a nonparametric framework for sequential change detection", arXiv 2203.03532. Must not
 * import inject.
 */
package io.understudy.streams.monitor;
