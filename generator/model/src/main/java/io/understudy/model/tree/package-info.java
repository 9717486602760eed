/** Probability trees: the conditional laws of a sequence model, held in flat arrays. Imports {@code java.base} alone. */
package io.understudy.model.tree;
