/**
 * How good a synthetic log is: every measure of it beside its floor, which is the same measure of one real half against
 * the other. The last stage of the pipeline; it reads event logs and knows nothing of the models that made them.
 *
 * <p>Formulas are in {@code formula}, logs in shared codes in {@code log}, the sections of measures in {@code measure},
 * the classifier in {@code boost}, the HTML page in {@code report}.
 */
package io.understudy.engine.evaluate;
