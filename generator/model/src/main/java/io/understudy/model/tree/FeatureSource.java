package io.understudy.model.tree;

/** Gives the features that a tree asks for, one at a time, so that only those on its path are computed. */
public interface FeatureSource {

    /** The value of feature {@code id}: a number, or the index of a category; {@code NaN} where it is unknown. */
    double feature(int id);
}
