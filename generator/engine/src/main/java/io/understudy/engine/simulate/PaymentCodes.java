package io.understudy.engine.simulate;

import java.util.Arrays;
import java.util.List;

/** Codes of card messages: their order is the order of the dictionaries. */
final class PaymentCodes {
    private PaymentCodes() {}

    /** What the message asks for (ISO 8583 processing codes 00, 01, 20, 10). */
    enum TransactionType {
        PURCHASE("purchase"),
        CASH_WITHDRAWAL("cash_withdrawal"),
        REFUND("refund"),
        ACCOUNT_FUNDING("account_funding");

        private final String text;

        TransactionType(String text) {
            this.text = text;
        }

        static List<String> texts() {
            return Arrays.stream(values()).map(type -> type.text).toList();
        }
    }

    /** How the card number was read (ISO 8583 field 22, first two digits). */
    enum PosEntry {
        MANUAL("01"),
        CHIP("05"),
        CONTACTLESS("07"),
        CREDENTIAL_ON_FILE("10"),
        MAGSTRIPE_FALLBACK("80"),
        ECOMMERCE("81"),
        MAGSTRIPE("90");

        private final String code;

        PosEntry(String code) {
            this.code = code;
        }

        static List<String> codes() {
            return Arrays.stream(values()).map(entry -> entry.code).toList();
        }
    }

    /** The issuer's answer (ISO 8583 field 39). */
    enum Response {
        APPROVED("00"),
        DO_NOT_HONOUR("05"),
        INVALID_CARD_NUMBER("14"),
        STOLEN_CARD("43"),
        INSUFFICIENT_FUNDS("51"),
        EXPIRED_CARD("54"),
        WRONG_PIN("55"),
        SUSPECTED_FRAUD("59"),
        EXCEEDS_AMOUNT_LIMIT("61"),
        SECURITY_VIOLATION("63"),
        EXCEEDS_FREQUENCY_LIMIT("65"),
        ISSUER_UNAVAILABLE("91");

        private final String code;

        Response(String code) {
            this.code = code;
        }

        static List<String> codes() {
            return Arrays.stream(values()).map(response -> response.code).toList();
        }
    }
}
