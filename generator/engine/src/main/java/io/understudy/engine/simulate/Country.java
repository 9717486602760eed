package io.understudy.engine.simulate;

import java.util.Arrays;
import java.util.List;

/** Countries (ISO 3166-1 alpha-2) with their currency (ISO 4217). */
enum Country {
    DE("EUR", 1, .34, 8, 1),
    FR("EUR", 1, .2, 5, 2),
    NL("EUR", 1, .12, 3, 2),
    ES("EUR", 1, .08, 2, 4),
    IT("EUR", 1, .08, 2, 4),
    AT("EUR", 1, .06, 2, 3),
    BE("EUR", 1, .06, 1, 1),
    GB("GBP", .86, .06, 2, 2),
    CH("CHF", .95, 0, 1, 1.5),
    PL("PLN", 4.3, 0, 1, 1.5),
    SE("SEK", 11.2, 0, 1, .6),
    CZ("CZK", 25.1, 0, 1, .8),
    DK("DKK", 7.46, 0, 1, .8),
    US("USD", 1.08, 0, 1, 1.2),
    IE("EUR", 1, 0, 1, .4),
    TR("TRY", 35, 0, 1, 1),
    TH("THB", 38, 0, 1, .5);

    final String currency;
    /** Units of its currency for one euro. */
    final double perEuro;
    /** Share of cardholders who live there. */
    final double homeShare;
    /** Parts that people shop in by themselves. */
    final int regions;

    final double travelWeight;

    Country(String currency, double perEuro, double homeShare, int regions, double travelWeight) {
        this.currency = currency;
        this.perEuro = perEuro;
        this.homeShare = homeShare;
        this.regions = regions;
        this.travelWeight = travelWeight;
    }

    private static final Weights HOMES = Weights.of(values().length, i -> values()[i].homeShare);
    private static final Weights DESTINATIONS = Weights.of(values().length, i -> values()[i].travelWeight);
    private static final List<String> CURRENCIES =
            Arrays.stream(values()).map(country -> country.currency).distinct().toList();

    static Country drawHome(AgentRandom random) {
        return values()[HOMES.draw(random)];
    }

    static Country drawDestination(AgentRandom random) {
        return values()[DESTINATIONS.draw(random)];
    }

    static List<String> currencies() {
        return CURRENCIES;
    }

    int currencyIndex() {
        return CURRENCIES.indexOf(currency);
    }
}
