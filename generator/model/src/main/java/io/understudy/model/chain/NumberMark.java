package io.understudy.model.chain;

import java.util.List;

/**
 * The laws of one numeric mark: tokens that are frequent enough have their own, and classes within them.
 *
 * @param lawByToken // [token * classes + class] index into {@code laws}
 */
@SuppressWarnings("ArrayRecordComponent")
public record NumberMark(int[] lawByToken, int classes, List<NumberLaw> laws) {
    public NumberMark {
        laws = List.copyOf(laws);
    }

    NumberLaw of(int token, int label) {
        return laws.get(lawByToken[token * classes + Math.max(0, label)]);
    }
}
