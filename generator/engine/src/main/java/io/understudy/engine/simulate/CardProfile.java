package io.understudy.engine.simulate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What stays the same about one cardholder. Rates are chosen so that a card has 2 to 3 events a day on average.
 *
 * @param purchasesPerDay spontaneous purchases on a weekday far from payday
 * @param spending personal level of amounts, 1 for the median person
 * @param monthlyFundsEuro what may be spent from payday to payday before issuers decline
 * @param trades personal taste
 * @param favourites usual merchants by trade, the most usual first
 * @param loyalty share of purchases made at favourites
 * @param onlineShare factor on each trade's share of remote purchases
 * @param fareCents fare of the commute; 0 for who does not commute by transit
 * @param cashPerWeek withdrawals a week
 * @param cashEuro the usual withdrawal
 * @param tripsPerYear journeys abroad
 */
record CardProfile(
        Country home,
        int region,
        double purchasesPerDay,
        double spending,
        double monthlyFundsEuro,
        int payday,
        Weights trades,
        Map<Trade, List<Merchant>> favourites,
        double loyalty,
        double onlineShare,
        double contactlessShare,
        int commuteMinute,
        long fareCents,
        double cashPerWeek,
        int cashEuro,
        double tripsPerYear,
        List<Subscription> subscriptions) {

    private static final double MEDIAN_PURCHASES_PER_DAY = 1.6;
    private static final double SHARE_OF_COMMUTERS = .22;
    private static final int FAVOURITES = 3;
    private static final Trade[] SUBSCRIBED = {
        Trade.STREAMING,
        Trade.STREAMING,
        Trade.TELECOM,
        Trade.FITNESS_CLUB,
        Trade.INSURANCE,
        Trade.SOFTWARE_SUBSCRIPTION
    };

    /**
     * A fixed amount taken on the same day each month.
     *
     * @param minuteOfDay when the merchant's nightly run takes it
     */
    record Subscription(Merchant merchant, int dayOfMonth, int minuteOfDay, long amountCents) {}

    static CardProfile draw(AgentRandom random, MerchantDirectory directory) {
        Country home = Country.drawHome(random);
        int region = random.below(home.regions);
        double spending = random.logNormal(1, .4);
        double purchasesPerDay = Math.min(8, random.logNormal(MEDIAN_PURCHASES_PER_DAY, .5));
        return new CardProfile(
                home,
                region,
                purchasesPerDay,
                spending,
                purchasesPerDay * spending * random.between(900, 2_600) + 300,
                random.oneOf(1, 1, 15, 25, 27, 28, 30, 31),
                Weights.of(Trade.values().length, i -> Trade.values()[i].weight * random.logNormal(1, .7)),
                drawFavourites(home, region, random, directory),
                random.between(.5, .92),
                random.logNormal(1, .4),
                random.between(.3, .95),
                random.within(6 * 60 + 15, 8 * 60 + 45),
                random.chance(SHARE_OF_COMMUTERS) ? random.oneOf(220, 240, 280, 320, 350, 410) : 0,
                random.chance(.6) ? random.between(.2, 1.4) : .03,
                random.oneOf(20, 40, 50, 50, 100, 100, 150, 200),
                random.chance(.6) ? random.between(.5, 5) : 0,
                drawSubscriptions(random, directory));
    }

    private static Map<Trade, List<Merchant>> drawFavourites(
            Country home, int region, AgentRandom random, MerchantDirectory directory) {
        Map<Trade, List<Merchant>> favourites = new EnumMap<>(Trade.class);
        for (Trade trade : Trade.values()) {
            List<Merchant> usual = new ArrayList<>();
            for (int i = 0; i < FAVOURITES; i++) {
                boolean remote = random.chance(trade.remoteShare);
                usual.add(
                        remote ? directory.drawOnline(trade, random) : directory.drawShop(trade, home, region, random));
            }
            favourites.put(trade, usual);
        }
        return favourites;
    }

    private static List<Subscription> drawSubscriptions(AgentRandom random, MerchantDirectory directory) {
        List<Subscription> subscriptions = new ArrayList<>();
        int count = random.poisson(2.2);
        for (int i = 0; i < count; i++) {
            Trade trade = random.oneOf(SUBSCRIBED);
            Merchant merchant = directory.drawOnline(trade, random);
            double price = merchant.local(merchant.priceLevel() * random.logNormal(trade.medianAmount, trade.sigma));
            subscriptions.add(new Subscription(
                    merchant,
                    random.chance(.3) ? 1 : random.within(1, 31),
                    random.within(60, 6 * 60),
                    trade.priceCents(price, random)));
        }
        return List.copyOf(subscriptions);
    }
}
