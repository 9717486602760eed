package io.understudy.engine.simulate;

import io.understudy.engine.simulate.PaymentCodes.PosEntry;
import io.understudy.engine.simulate.PaymentCodes.Response;
import io.understudy.engine.simulate.PaymentCodes.TransactionType;

/** Writes the rows of one card. Owned by its cardholder. */
final class CardEvents {
    private final int card;
    private final Rows rows;

    CardEvents(int card, Rows rows) {
        this.card = card;
        this.rows = rows;
    }

    /**
     * Adds one message.
     *
     * @param amountCents in hundredths of the merchant's currency
     * @param label index of its class; 0 is normal
     */
    void add(
            long millis,
            TransactionType type,
            PosEntry entry,
            Response response,
            long amountCents,
            Merchant merchant,
            int label) {
        rows.add(
                millis * 1_000,
                card,
                type.ordinal(),
                entry.ordinal(),
                response.ordinal(),
                amountCents,
                merchant.country().currencyIndex(),
                merchant.trade().ordinal(),
                merchant.index(),
                merchant.country().ordinal(),
                merchant.acquirer(),
                label);
    }
}
