/**
 * The reference's columns as a model has them: what fewer than k entities have dropped, names made anew, columns that
 * follow from others found.
 */
package io.understudy.engine.fit.column;
