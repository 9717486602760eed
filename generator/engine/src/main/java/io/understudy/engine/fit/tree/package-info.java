/**
 * Grows the probability trees that foretell a law's outcome from features of the past. Knows rows of features alone, not
 * what they mean.
 */
package io.understudy.engine.fit.tree;
