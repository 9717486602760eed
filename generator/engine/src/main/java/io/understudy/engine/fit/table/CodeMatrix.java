package io.understudy.engine.fit.table;

import io.understudy.model.table.CodeBook;

/** The codes of all features at every event of a reference, and behind the last event of every entity. */
public final class CodeMatrix {
    private final CodeBook book;
    private final char[][] codes; // [feature][row]

    /** Room for so many rows. */
    public CodeMatrix(CodeBook book, int rows) {
        this.book = book;
        codes = new char[book.size()][rows];
    }

    /** Keeps the codes of a row. */
    public void put(int row, int[] codeByFeature) {
        for (int feature = 0; feature < codes.length; feature++) {
            codes[feature][row] = (char) Math.min(codeByFeature[feature], book.radix(feature) - 1);
        }
    }

    /** The features. */
    public CodeBook book() {
        return book;
    }

    char[] codes(int feature) {
        return codes[feature];
    }
}
