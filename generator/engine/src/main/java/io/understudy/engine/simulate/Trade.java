package io.understudy.engine.simulate;

/** Lines of business by their merchant category code (ISO 18245), with how people pay there. Amounts are in euro. */
enum Trade {
    GROCERY("5411", 26, 23, .75, DayCurve.SHOP, 1.15, 0, Ending.CENTS),
    FAST_FOOD("5814", 11, 9.6, .45, DayCurve.MEALS, 1.1, 0, Ending.TENTHS),
    RESTAURANT("5812", 8, 33, .6, DayCurve.MEALS, 1.5, 0, Ending.TENTHS),
    BAKERY("5462", 7, 5.1, .45, DayCurve.MORNING, 1.1, 0, Ending.TENTHS),
    FUEL("5541", 6, 54, .33, DayCurve.COMMUTE, .9, 0, Ending.CENTS),
    TRANSIT("4111", 4, 3.1, .3, DayCurve.COMMUTE, .5, 0, Ending.TENTHS),
    PHARMACY("5912", 5, 14, .7, DayCurve.SHOP, .8, .05, Ending.CENTS),
    DEPARTMENT_STORE("5311", 3, 41, .8, DayCurve.SHOP, 1.5, .15, Ending.CHARM),
    CLOTHING("5651", 4, 47, .7, DayCurve.SHOP, 1.4, .35, Ending.CHARM),
    ELECTRONICS("5732", 1.2, 95, 1.05, DayCurve.SHOP, 1.1, .45, Ending.CHARM),
    HOME_IMPROVEMENT("5200", 2, 37, .9, DayCurve.SHOP, 1.7, .1, Ending.CHARM),
    LIQUOR_AND_TOBACCO("5921", 2, 13, .6, DayCurve.EVENING, 1.2, 0, Ending.TENTHS),
    BOOKS("5942", 1.2, 19, .55, DayCurve.SHOP, 1, .4, Ending.CHARM),
    CINEMA("7832", 1, 22, .4, DayCurve.EVENING, 2.2, .5, Ending.TENTHS),
    TAXI("4121", 1.8, 16, .5, DayCurve.EVENING, 1.5, .2, Ending.TENTHS),
    JEWELLERY("5944", .25, 160, .95, DayCurve.SHOP, 1.2, .2, Ending.CHARM),
    HOTEL("7011", .4, 135, .6, DayCurve.EVENING, 1.2, .3, Ending.CENTS),
    AIRLINE("4511", .25, 230, .65, DayCurve.ONLINE, 1, 1, Ending.CENTS),
    ONLINE_RETAIL("5964", 6, 31, .85, DayCurve.ONLINE, 1.2, 1, Ending.CHARM),
    MARKETPLACE("5999", 3, 25, .8, DayCurve.ONLINE, 1.2, 1, Ending.CENTS),
    DIGITAL_MEDIA("5815", 1.8, 6.5, .6, DayCurve.EVENING, 1.2, 1, Ending.CHARM),
    GAMES("5816", 1.3, 11, .8, DayCurve.EVENING, 1.3, 1, Ending.CHARM),
    CHARITY("8398", .3, 20, .6, DayCurve.ONLINE, 1, 1, Ending.WHOLE),
    QUASI_CASH("6051", .15, 100, .8, DayCurve.ONLINE, 1, 1, Ending.WHOLE),
    CASH_MACHINE("6011", 0, 80, .6, DayCurve.WAKING, 1, 0, Ending.WHOLE),
    STREAMING("4899", 0, 11, .35, DayCurve.NIGHT_POSTING, 1, 1, Ending.CHARM),
    TELECOM("4814", 0, 24, .45, DayCurve.NIGHT_POSTING, 1, 1, Ending.CHARM),
    FITNESS_CLUB("7997", 0, 29, .4, DayCurve.NIGHT_POSTING, 1, 1, Ending.CHARM),
    INSURANCE("6300", 0, 48, .6, DayCurve.NIGHT_POSTING, 1, 1, Ending.CENTS),
    SOFTWARE_SUBSCRIPTION("5968", 0, 9, .6, DayCurve.NIGHT_POSTING, 1, 1, Ending.CHARM);

    /** How prices of a trade end. */
    enum Ending {
        CENTS,
        TENTHS,
        CHARM,
        WHOLE
    }

    final String mcc;
    /** Share of spontaneous purchases; 0 for what is bought by standing order or habit alone. */
    final double weight;

    final double medianAmount;
    final double sigma;
    final DayCurve curve;
    /** Purchases on a day of the weekend to those on a weekday, beside what all trades have in common. */
    final double weekendFactor;
    /** Share of purchases made by e-commerce. */
    final double remoteShare;

    private final Ending ending;

    Trade(
            String mcc,
            double weight,
            double medianAmount,
            double sigma,
            DayCurve curve,
            double weekendFactor,
            double remoteShare,
            Ending ending) {
        this.mcc = mcc;
        this.weight = weight;
        this.medianAmount = medianAmount;
        this.sigma = sigma;
        this.curve = curve;
        this.weekendFactor = weekendFactor;
        this.remoteShare = remoteShare;
        this.ending = ending;
    }

    boolean online() {
        return remoteShare == 1;
    }

    /** A price of about {@code amount} (in whole units of some currency) as this trade writes it, in cents. */
    long priceCents(double amount, AgentRandom random) {
        long cents = Math.max(20, StrictMath.round(amount * 100));
        return switch (ending) {
            case CENTS -> cents;
            case TENTHS -> Math.max(50, (cents + 5) / 10 * 10);
            case CHARM ->
                random.chance(.7) ? Math.max(99, (cents + 50) / 100 * 100 - random.oneOf(1, 1, 5, 10)) : cents;
            case WHOLE -> Math.max(500, (cents + 250) / 500 * 500);
        };
    }
}
