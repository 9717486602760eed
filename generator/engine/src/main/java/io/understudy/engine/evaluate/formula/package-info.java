/**
 * The formulas of the measures: pure functions of arrays, each held to worked values by a test. Missing numbers are NaN,
 * categories are codes.
 */
package io.understudy.engine.evaluate.formula;
