/**
 * Probability trees: the conditional laws of a sequence model, held in flat arrays, and what several agree on. Imports
 * {@code java.base} alone.
 */
package io.understudy.model.tree;
