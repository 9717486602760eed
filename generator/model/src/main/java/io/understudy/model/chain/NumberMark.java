package io.understudy.model.chain;

import java.util.List;

/**
 * The laws of one numeric mark: tokens that are frequent enough have their own.
 *
 * @param lawByToken // [token] index into {@code laws}
 */
@SuppressWarnings("ArrayRecordComponent")
public record NumberMark(int[] lawByToken, List<NumberLaw> laws) {
    public NumberMark {
        laws = List.copyOf(laws);
    }

    NumberLaw of(int token) {
        return laws.get(lawByToken[token]);
    }
}
