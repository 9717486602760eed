package io.understudy.engine.simulate;

import io.understudy.engine.simulate.PaymentCodes.Response;

/**
 * Answers the honest payments of one card: knows what was spent since payday, has limits, and errs now and then, as
 * issuers do.
 */
final class Issuer {
    private static final double AMOUNT_LIMIT_EURO = 1_500;

    private final double fundsEuro;
    private double spentEuro;

    /**
     * @param fundsEuro what may be spent from payday to payday
     * @param spentEuro since the last payday
     */
    Issuer(double fundsEuro, double spentEuro) {
        this.fundsEuro = fundsEuro;
        this.spentEuro = spentEuro;
    }

    void payday() {
        spentEuro = 0;
    }

    /** The answer to one payment; an approved one counts as spent. */
    Response judge(double euro, boolean remote, AgentRandom random) {
        if (random.chance(.004)) {
            return random.chance(.6) ? Response.DO_NOT_HONOUR : Response.ISSUER_UNAVAILABLE;
        }
        if (remote && random.chance(.006)) {
            return random.oneOf(
                    Response.EXPIRED_CARD,
                    Response.EXPIRED_CARD,
                    Response.INVALID_CARD_NUMBER,
                    Response.SECURITY_VIOLATION,
                    Response.SUSPECTED_FRAUD);
        }
        if (euro > 300 && random.chance(.012)) {
            return Response.SUSPECTED_FRAUD;
        }
        if (euro > AMOUNT_LIMIT_EURO && random.chance(.25)) {
            return Response.EXCEEDS_AMOUNT_LIMIT;
        }
        if (spentEuro + euro > fundsEuro && random.chance(.35)) {
            return Response.INSUFFICIENT_FUNDS;
        }
        spentEuro += euro;
        return Response.APPROVED;
    }
}
