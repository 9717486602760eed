package io.understudy.engine.fit;

/**
 * How trees are grown.
 *
 * @param k fewest entities that a leaf may rest on
 * @param seed decides which entities are held out
 * @param mostMembers trees that a law may average where data are few
 */
record Growth(int k, long seed, int mostMembers) {}
