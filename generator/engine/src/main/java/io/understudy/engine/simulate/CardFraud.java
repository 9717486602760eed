package io.understudy.engine.simulate;

import static io.understudy.engine.simulate.PaymentCodes.TransactionType.ACCOUNT_FUNDING;
import static io.understudy.engine.simulate.PaymentCodes.TransactionType.CASH_WITHDRAWAL;
import static io.understudy.engine.simulate.PaymentCodes.TransactionType.PURCHASE;
import static io.understudy.engine.simulate.PaymentCodes.TransactionType.REFUND;

import io.understudy.engine.simulate.PaymentCodes.PosEntry;
import io.understudy.engine.simulate.PaymentCodes.Response;
import io.understudy.engine.simulate.PaymentCodes.TransactionType;
import io.understudy.schemas.Scenarios;

/**
 * One episode of fraud on one card. Fraudsters use merchants that honest people use too, and some keep their amounts
 * near the victim's own, so that no single field gives them away.
 */
final class CardFraud {
    private static final long HOUR_MILLIS = 3_600_000;

    private final CardProfile victim;
    private final MerchantDirectory directory;
    private final CardEvents events;
    private final Campaign campaign;
    private final AgentRandom random;
    /** Factor on amounts: careful fraudsters stay near what the victim spends. */
    private final double greed;

    CardFraud(
            CardProfile victim, MerchantDirectory directory, CardEvents events, Campaign campaign, AgentRandom random) {
        this.victim = victim;
        this.directory = directory;
        this.events = events;
        this.campaign = campaign;
        this.random = random;
        this.greed = random.logNormal(1, .5);
    }

    /** Adds the whole episode, from some time on the day that begins at {@code dayMillis}. */
    void commit(long dayMillis) {
        switch (Scenarios.PAYMENTS.get(campaign.label() - 1).name()) {
            case "card_testing" -> testCard(dayMillis + hours(0, 24));
            case "stolen_card_spree" -> goOnSpree(dayMillis + hours(9, 18));
            case "account_takeover" -> takeOver(dayMillis + hours(0, 7));
            case "bust_out" -> bustOut(dayMillis);
            case "refund_abuse" -> abuseRefunds(dayMillis + hours(8, 20));
            case "collusive_merchant" -> collude(dayMillis);
            default -> throw new IllegalStateException("no typology for class " + campaign.label());
        }
    }

    private long hours(double low, double high) {
        return (long) ((low + campaign.startFraction() * (high - low)) * HOUR_MILLIS);
    }

    /** Small online payments, seconds apart, at merchants that all testers of these weeks use; then one that counts. */
    private void testCard(long startMillis) {
        AgentRandom shared = campaign.infrastructure();
        Merchant[] testers = new Merchant[3];
        for (int i = 0; i < testers.length; i++) {
            testers[i] = directory.drawOnline(shared.oneOf(Trade.CHARITY, Trade.DIGITAL_MEDIA, Trade.GAMES), shared);
        }
        long millis = startMillis;
        Merchant merchant = random.oneOf(testers);
        int tries = random.within(6, 14);
        for (int i = 0; i < tries; i++) {
            if (random.chance(.2)) {
                merchant = random.oneOf(testers);
            }
            Response response = random.chance(.45)
                    ? Response.APPROVED
                    : random.oneOf(
                            Response.DO_NOT_HONOUR,
                            Response.INVALID_CARD_NUMBER,
                            Response.EXPIRED_CARD,
                            Response.SECURITY_VIOLATION);
            online(millis, PURCHASE, response, cents(random.between(.5, 3.2), merchant), merchant);
            millis += random.gapMillis(14);
        }
        if (random.chance(.6)) {
            Merchant shop = directory.drawOnline(random.oneOf(Trade.ONLINE_RETAIL, Trade.ELECTRONICS), random);
            online(
                    millis + random.gapMillis(1_800),
                    PURCHASE,
                    random.chance(.6) ? Response.APPROVED : Response.SUSPECTED_FRAUD,
                    cents(random.logNormal(110 * greed, .5), shop),
                    shop);
        }
    }

    /** Taps below the limit in one shop after another, then the chip without its PIN, until the card is blocked. */
    private void goOnSpree(long startMillis) {
        Trade[] fenced = {
            Trade.LIQUOR_AND_TOBACCO,
            Trade.GROCERY,
            Trade.FUEL,
            Trade.ELECTRONICS,
            Trade.CLOTHING,
            Trade.DEPARTMENT_STORE
        };
        int region = random.chance(.6) ? victim.region() : random.below(victim.home().regions);
        long millis = startMillis;
        int taps = random.within(4, 8);
        for (int i = 0; i < taps; i++) {
            Merchant shop = directory.drawShop(random.oneOf(fenced), victim.home(), region, random);
            long amount = cents(Math.min(49.9, random.between(18, 52)), shop);
            events.add(millis, PURCHASE, PosEntry.CONTACTLESS, Response.APPROVED, amount, shop, campaign.label());
            millis += random.gapMillis(13 * 60);
        }
        int dear = random.within(1, 4);
        for (int i = 0; i < dear; i++) {
            Merchant shop = directory.drawShop(
                    random.oneOf(Trade.ELECTRONICS, Trade.JEWELLERY, Trade.DEPARTMENT_STORE),
                    victim.home(),
                    region,
                    random);
            Response response = i + 1 == dear
                    ? Response.STOLEN_CARD
                    : random.oneOf(Response.WRONG_PIN, Response.APPROVED, Response.EXCEEDS_AMOUNT_LIMIT);
            PosEntry entry = random.chance(.25) ? PosEntry.MAGSTRIPE_FALLBACK : PosEntry.CHIP;
            long amount = shop.trade().priceCents(shop.local(random.logNormal(190 * greed, .6)), random);
            events.add(millis, PURCHASE, entry, response, amount, shop, campaign.label());
            millis += random.gapMillis(11 * 60);
        }
    }

    /** Dear things that sell again, ordered online at night at shops the owner never used. */
    private void takeOver(long startMillis) {
        Trade[] liquid = {Trade.ELECTRONICS, Trade.QUASI_CASH, Trade.MARKETPLACE, Trade.AIRLINE, Trade.ONLINE_RETAIL};
        long millis = startMillis;
        int orders = random.within(3, 9);
        for (int i = 0; i < orders; i++) {
            Merchant shop = directory.drawOnline(random.oneOf(liquid), random);
            boolean funding = shop.trade() == Trade.QUASI_CASH;
            long amount =
                    shop.trade().priceCents(shop.local(random.logNormal(140 * greed * victim.spending(), .55)), random);
            Response response = random.chance(.72)
                    ? Response.APPROVED
                    : random.oneOf(
                            Response.SUSPECTED_FRAUD, Response.INSUFFICIENT_FUNDS, Response.EXCEEDS_AMOUNT_LIMIT);
            online(millis, funding ? ACCOUNT_FUNDING : PURCHASE, response, amount, shop);
            millis += random.gapMillis(random.chance(.25) ? 9 * 3_600 : 8 * 60);
        }
    }

    /** The owner's own fraud: within days the whole credit line goes, in goods and cash, never to be paid back. */
    private void bustOut(long dayMillis) {
        int purchases = random.within(9, 16);
        double euro = 60 * greed * victim.spending();
        for (int i = 0; i < purchases; i++) {
            long millis = dayMillis + i / 4 * SimulatedDay.MILLIS + DayCurve.SHOP.draw(random);
            boolean spent = i > purchases * 3 / 4 && random.chance(.6);
            Response response = spent
                    ? random.oneOf(Response.INSUFFICIENT_FUNDS, Response.EXCEEDS_AMOUNT_LIMIT)
                    : Response.APPROVED;
            if (random.chance(.25)) {
                Merchant machine = victim.favourites().get(Trade.CASH_MACHINE).get(0);
                long notes = StrictMath.round(machine.local(random.oneOf(300, 400, 500, 600)) / 10) * 1_000;
                events.add(millis, CASH_WITHDRAWAL, PosEntry.CHIP, response, notes, machine, campaign.label());
            } else {
                Trade trade = random.oneOf(
                        Trade.ELECTRONICS,
                        Trade.JEWELLERY,
                        Trade.CLOTHING,
                        Trade.HOME_IMPROVEMENT,
                        Trade.DEPARTMENT_STORE);
                Merchant shop = directory.drawShop(trade, victim.home(), victim.region(), random);
                long amount = trade.priceCents(shop.local(random.logNormal(euro * (1 + .18 * i), .45)), random);
                events.add(millis, PURCHASE, PosEntry.CHIP, response, amount, shop, campaign.label());
            }
        }
    }

    /** Goods bought online and money taken back, more often and sooner than goods can travel. */
    private void abuseRefunds(long startMillis) {
        Merchant shop =
                directory.drawOnline(random.oneOf(Trade.ONLINE_RETAIL, Trade.MARKETPLACE, Trade.CLOTHING), random);
        long amount = shop.trade().priceCents(shop.local(random.logNormal(85 * greed * victim.spending(), .5)), random);
        long millis = startMillis;
        if (random.chance(.7)) {
            online(millis, PURCHASE, Response.APPROVED, amount, shop);
            millis += random.gapMillis(10 * 3_600);
        }
        int refunds = random.within(3, 7);
        for (int i = 0; i < refunds; i++) {
            long refund = random.chance(.6) ? amount : (long) (amount * random.between(.4, 1.3));
            online(millis, REFUND, Response.APPROVED, refund, shop);
            millis += random.gapMillis(14 * 3_600);
        }
    }

    /** A shop that honest customers visit too charges cards it knows, typed in by hand or swiped, in large round sums. */
    private void collude(long dayMillis) {
        AgentRandom shared = campaign.infrastructure();
        Country country = random.chance(.7) ? victim.home() : Country.drawHome(random);
        Merchant shop = directory.drawShop(
                shared.oneOf(Trade.RESTAURANT, Trade.CLOTHING, Trade.ELECTRONICS, Trade.TAXI), country, 0, shared);
        int charges = random.within(4, 8);
        long millis = dayMillis + hours(11, 21);
        for (int i = 0; i < charges; i++) {
            PosEntry entry = random.oneOf(PosEntry.MANUAL, PosEntry.MANUAL, PosEntry.MAGSTRIPE, PosEntry.CHIP);
            double euro = random.logNormal(130 * greed, .45);
            long amount = random.chance(.7)
                    ? Math.max(20, StrictMath.round(shop.local(euro) / 10) * 10) * 100
                    : cents(euro, shop);
            Response response = random.chance(.85) ? Response.APPROVED : Response.DO_NOT_HONOUR;
            events.add(millis, PURCHASE, entry, response, amount, shop, campaign.label());
            millis += random.chance(.5) ? random.gapMillis(15 * 60) : random.gapMillis(20 * 3_600);
        }
    }

    private void online(long millis, TransactionType type, Response response, long amount, Merchant merchant) {
        events.add(millis, type, PosEntry.ECOMMERCE, response, amount, merchant, campaign.label());
    }

    private static long cents(double euro, Merchant merchant) {
        return Math.max(1, StrictMath.round(merchant.local(euro) * 100));
    }
}
