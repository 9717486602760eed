package io.understudy.model.chain;

/**
 * Tokens whose keys are shared in another way than those of the rest: cash is drawn by the bank's one account, while
 * payments go to accounts of their own. A key that such an event has is thus another than that of the same place of the
 * entity's pool with one of the rest.
 *
 * @param rowByToken // [token] -1 of the rest
 * @param shares // [row * classes + class] cumulative share of pool places whose key is of the degree class, as in
 *     {@link KeyLaw}
 */
@SuppressWarnings("ArrayRecordComponent")
public record KeyTokens(int[] rowByToken, double[] shares) {
    int row(int token) {
        return token < 0 ? -1 : rowByToken[token];
    }
}
