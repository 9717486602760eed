package io.understudy.engine.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the words in a column's name suggest about its role. Names decide between columns that the data allow alike. */
final class NameHints {
    private static final Set<String> TIME = Set.of(
            "time",
            "timestamp",
            "datetime",
            "date",
            "ts",
            "epoch",
            "when",
            "created",
            "occurred",
            "at",
            "day",
            "stamp");
    private static final Set<String> OFFSET = Set.of(
            "time", "date", "day", "days", "hour", "hours", "minute", "minutes", "second", "seconds", "millis", "week",
            "weekday", "month", "year", "step", "elapsed", "offset");
    private static final Set<String> WHO = Set.of(
            "customer",
            "client",
            "user",
            "username",
            "pan",
            "card",
            "cardholder",
            "account",
            "case",
            "member",
            "patient",
            "person",
            "employee",
            "subscriber",
            "household",
            "holder",
            "owner",
            "payer",
            "originator",
            "orig",
            "sender",
            "session",
            "device",
            "player",
            "driver",
            "vehicle",
            "sensor",
            "machine",
            "trace",
            "cust",
            "acct");
    private static final Set<String> WHERE =
            Set.of("host", "hostname", "source", "src", "ip", "entity", "agent", "node");
    private static final Set<String> OTHER_SIDE = Set.of(
            "merchant",
            "terminal",
            "counterparty",
            "partner",
            "beneficiary",
            "payee",
            "destination",
            "dest",
            "dst",
            "bank",
            "acquirer",
            "recipient",
            "receiver",
            "target",
            "server",
            "resource",
            "location",
            "city",
            "state",
            "zip",
            "country",
            "product",
            "item",
            "mcc",
            "currency");
    private static final Set<String> IDENTIFIER = Set.of(
            "id",
            "uuid",
            "guid",
            "key",
            "no",
            "nr",
            "number",
            "num",
            "index",
            "seq",
            "sequence",
            "serial",
            "token",
            "ref",
            "reference");
    private static final Set<String> TRUTH = Set.of(
            "fraud",
            "label",
            "labels",
            "attack",
            "attacks",
            "anomaly",
            "anomalous",
            "malicious",
            "intrusion",
            "isfraud",
            "truth",
            "chargeback",
            "abuse",
            "threat",
            "laundering");
    private static final Set<String> KIND = Set.of(
            "type",
            "activity",
            "action",
            "event",
            "operation",
            "transition",
            "kind",
            "verb",
            "method",
            "symbol",
            "purpose",
            "concept",
            "subtype",
            "op",
            "opcode",
            "lifecycle");
    private static final Set<String> PERHAPS_KIND = Set.of("category", "name", "class", "signature", "alert");
    private static final Set<String> OUTCOME =
            Set.of("outcome", "result", "response", "status", "mode", "decision", "disposition", "verdict", "success");
    private static final Set<String> REFERENCE = Set.of(
            "ip",
            "addr",
            "address",
            "terminal",
            "merchant",
            "counterparty",
            "partner",
            "account",
            "iban",
            "device",
            "mac",
            "url",
            "host",
            "hostname",
            "beneficiary",
            "payee",
            "recipient",
            "email",
            "phone",
            "domain",
            "dest",
            "orig");
    private static final Set<String> CODE = Set.of(
            "code",
            "port",
            "mcc",
            "zip",
            "mode",
            "status",
            "version",
            "level",
            "flag",
            "class",
            "group",
            "district",
            "region",
            "country",
            "currency",
            "resource",
            "location",
            "branch",
            "store",
            "shop",
            "staff",
            "channel",
            "product",
            "category");

    private NameHints() {}

    /** The words of a name, in lower case: {@code TX_FRAUD} and {@code txFraud} are "tx" and "fraud". */
    static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (String part : name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").split("[^\\p{L}\\p{N}]+")) {
            if (!part.isEmpty()) {
                words.add(part.toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    private static boolean any(String name, Set<String> hints) {
        return words(name).stream().anyMatch(hints::contains);
    }

    static boolean time(String name) {
        return any(name, TIME);
    }

    static boolean timeOffset(String name) {
        return any(name, OFFSET);
    }

    static boolean truth(String name) {
        return any(name, TRUTH);
    }

    static boolean identifier(String name) {
        return any(name, IDENTIFIER);
    }

    static boolean reference(String name) {
        return any(name, REFERENCE) || identifier(name);
    }

    static boolean code(String name) {
        return any(name, CODE);
    }

    /** How strongly a name suggests a kind of event: 2, 1 or 0. */
    static int kind(String name) {
        return any(name, OTHER_SIDE) || identifier(name) ? 0 : any(name, KIND) ? 2 : any(name, PERHAPS_KIND) ? 1 : 0;
    }

    /** True where a name suggests how an event ended or came about. */
    static boolean outcome(String name) {
        return any(name, OUTCOME) && !any(name, OTHER_SIDE) && !identifier(name);
    }

    /** True where a name suggests somebody or something that events belong to. */
    static boolean who(String name) {
        return any(name, WHO);
    }

    /** How strongly a name suggests whose events they are; negative for the other side of an event. */
    static int entity(String name) {
        int score = any(name, WHO) ? 6 : any(name, WHERE) ? 3 : 0;
        return score + (identifier(name) ? 1 : 0) - (any(name, OTHER_SIDE) ? 5 : 0);
    }
}
