package io.understudy.engine.reference;

/** Takes the cells of a log, row by row in the source's order. */
interface CellHandler {

    /** One cell; no characters for a missing one. The array is the caller's, and changes after the call. */
    void cell(int column, char[] text, int from, int length);

    /** The row is complete. */
    void endRow();
}
