package io.understudy.engine.simulate;

import java.io.IOException;

/** Takes simulated events in time order. */
@FunctionalInterface
public interface RowConsumer {

    /**
     * Takes one event.
     *
     * @param cells one value a column, encoded by the layout's formats; not changed afterwards
     */
    void accept(long[] cells) throws IOException;
}
