package io.understudy.engine.fit;

import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.ChainShape;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Names tokens, and the slots in which a state remembers them, for people. */
final class TokenTexts {
    private final ChainShape shape;
    private final int[] columns;

    TokenTexts(ChainShape shape) {
        this.shape = shape;
        columns = shape.typeColumns();
    }

    /** The cells of the token's type columns, joined by {@code |}. */
    String text(int token) {
        return columns.length == 0
                ? "event"
                : IntStream.range(0, columns.length)
                        .mapToObj(i -> cell(columns[i], shape.tokenValues()[token * columns.length + i]))
                        .collect(Collectors.joining("|"));
    }

    private String cell(int column, long value) {
        ColumnFormat format = shape.layout().column(column).format();
        return format.text(value);
    }

    /** The token of a slot; rare tokens share the last. */
    String slot(int slot) {
        int[] tokens = IntStream.range(0, shape.tokens())
                .filter(t -> shape.slotByToken()[t] == slot)
                .toArray();
        return tokens.length == 1 ? text(Arrays.stream(tokens).findFirst().orElseThrow()) : "rare tokens";
    }
}
