package io.understudy.engine.fit.dp;

/**
 * What a law may hang on, decided before the data are seen.
 *
 * @param name for the ledger
 * @param outcomes number of them
 * @param base features that the law always tells apart
 * @param candidates further features, of which noised tables choose some
 * @param scales features of which one may move the law as a whole, beside all others
 */
@SuppressWarnings("ArrayRecordComponent")
record LawPlan(String name, int outcomes, Grid[] base, Grid[] candidates, Grid[] scales) {
    /** Contexts that the base features tell apart. */
    long contexts() {
        long contexts = 1;
        for (Grid grid : base) {
            contexts *= grid.bins();
        }
        return contexts;
    }
}
