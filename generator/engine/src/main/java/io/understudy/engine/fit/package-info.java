/**
 * Second stage of the pipeline: learns a sequence model from a reference in memory. Imports the model and the
 * reference; nothing of the later stages.
 */
package io.understudy.engine.fit;
