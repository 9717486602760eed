package io.understudy.schemas;

import java.util.List;
import java.util.Optional;

/**
 * The catalogue of scenarios that ship: rare behaviour by name, with what the field calls it. Attacks carry their MITRE
 * ATT&amp;CK technique id (Enterprise matrix), frauds the name of their typology.
 */
public final class Scenarios {

    /** Class of the events in which nothing rare happened, in the logs of both domains. */
    public static final String NORMAL = "none";

    /** Fraud typologies of the payments domain. */
    public static final List<Scenario> PAYMENTS = List.of(
            new Scenario("card_testing", "card_testing", 10),
            new Scenario("stolen_card_spree", "stolen_card_spree", 10),
            new Scenario("account_takeover", "account_takeover", 6),
            new Scenario("bust_out", "bust_out", 12),
            new Scenario("refund_abuse", "refund_abuse", 6),
            new Scenario("collusive_merchant", "collusive_merchant", 6));

    /** Attacks of the access domain. */
    public static final List<Scenario> ACCESS = List.of(
            new Scenario("password_spraying", "T1110.003", 4),
            new Scenario("credential_stuffing", "T1110.004", 7),
            new Scenario("brute_force", "T1110.001", 70),
            new Scenario("scanning", "T1046", 100),
            new Scenario("lateral_movement", "T1021", 20),
            new Scenario("exfiltration", "T1048", 30),
            new Scenario("denial_of_service", "T1498", 140));

    private Scenarios() {}

    /** The scenario called {@code name}, in whichever domain has it. */
    public static Optional<Scenario> find(String name) {
        return PAYMENTS.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .or(() -> ACCESS.stream()
                        .filter(scenario -> scenario.name().equals(name))
                        .findFirst());
    }

    /**
     * One rare behaviour.
     *
     * @param name class of its events in the label column, and what a burst command asks for
     * @param technique ATT&amp;CK technique id, or fraud typology
     * @param eventsPerVictim typical length of one victim's episode in the simulated logs, in events
     */
    public record Scenario(String name, String technique, int eventsPerVictim) {
        public Scenario {
            if (name.isBlank() || technique.isBlank() || eventsPerVictim < 1) {
                throw new IllegalArgumentException(
                        "a scenario has a name, a technique and at least one event a victim");
            }
        }
    }
}
