package io.understudy.engine.reference;

/**
 * Something about a reference that its owner should know: a guess that was made, a column that no role suits, a
 * property that limits what can be learned.
 *
 * @param column name of the column; empty where it concerns the whole log
 * @param text one sentence, with the flag that changes it where there is one
 */
public record Finding(String column, String text) {
    @Override
    public String toString() {
        return column.isEmpty() ? text : column + ": " + text;
    }
}
