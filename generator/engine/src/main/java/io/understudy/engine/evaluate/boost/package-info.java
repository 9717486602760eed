/**
 * Gradient-boosted trees over histograms: the classifier that tries to tell synthetic from real, and the detector that is
 * trained on synthetic events.
 *
 * <p>Written here because no library fits: the native ones (XGBoost, LightGBM) need libgomp, which a machine with a JDK
 * alone has not, and those in pure Java that may be used know neither boosting nor missing values. Follows LightGBM (Ke et
 * al. 2017) in the form of scikit-learn's HistGradientBoosting, so that areas under the curve compare.
 */
package io.understudy.engine.evaluate.boost;
