package io.understudy.engine.publish.file;

import io.understudy.model.EventFrame;
import io.understudy.schemas.WireBuffer;

/** Prints events as lines of text. Owned by one thread. */
interface RowPrinter {

    /** Prints what stands before the first event. */
    void printHeader(WireBuffer out);

    /** Prints one event, its line feed included. */
    void print(EventFrame frame, WireBuffer out);
}
