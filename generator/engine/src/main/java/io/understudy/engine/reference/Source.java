package io.understudy.engine.reference;

import java.io.IOException;
import java.util.List;

/** Where the rows of a log come from. May be read more than once, with the same rows in the same order. */
interface Source extends AutoCloseable {

    /** What messages call it. */
    String name();

    /** Names of the columns, none twice. */
    List<String> columns();

    /** Hands every cell to {@code handler}. */
    void read(CellHandler handler) throws IOException;

    /** Place of a cell for messages, such as {@code cards.csv:48211:7}. */
    String place(long row, int column) throws IOException;

    /** SHA-256 of what it is read from, in hex. */
    String sha256() throws IOException;

    @Override
    void close() throws IOException;
}
