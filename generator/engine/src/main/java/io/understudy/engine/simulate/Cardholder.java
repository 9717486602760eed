package io.understudy.engine.simulate;

import static io.understudy.engine.simulate.PaymentCodes.TransactionType.ACCOUNT_FUNDING;
import static io.understudy.engine.simulate.PaymentCodes.TransactionType.CASH_WITHDRAWAL;
import static io.understudy.engine.simulate.PaymentCodes.TransactionType.PURCHASE;
import static io.understudy.engine.simulate.PaymentCodes.TransactionType.REFUND;

import io.understudy.engine.simulate.PaymentCodes.PosEntry;
import io.understudy.engine.simulate.PaymentCodes.Response;
import io.understudy.engine.simulate.PaymentCodes.TransactionType;
import java.util.ArrayList;
import java.util.List;

/**
 * One card in its owner's hands: standing orders, commute, cash, errands and outings, journeys; and, when its turn comes,
 * fraud. Remembers where it is and what was spent since payday.
 */
final class Cardholder implements Agent {
    private static final long PROFILE = 0xC0;
    private static final long DAY = 0xC1;
    private static final long MINUTE_MILLIS = 60_000;
    private static final long CONTACTLESS_LIMIT_EURO = 50;
    /** A blocked card is replaced within this time, under the same token. */
    private static final int MOST_DAYS_WITHOUT_CARD = 4;

    private static final double REMOTE_RETURN_SHARE = .035;

    private final long seed;
    private final int number;
    private final MerchantDirectory directory;
    private final CampaignCalendar calendar;
    private final CardEvents events;
    private final CardProfile profile;
    private final Issuer issuer;
    private final List<Campaign> campaigns = new ArrayList<>(0); // that are yet to begin

    private Country whereabouts;
    private int daysAway;
    private int daysWithoutCard;

    Cardholder(long seed, int number, MerchantDirectory directory, CampaignCalendar calendar, CardEvents events) {
        this.seed = seed;
        this.number = number;
        this.directory = directory;
        this.calendar = calendar;
        this.events = events;
        AgentRandom random = new AgentRandom(seed, PROFILE, number);
        this.profile = CardProfile.draw(random, directory);
        this.whereabouts = profile.home();
        this.issuer = new Issuer(profile.monthlyFundsEuro(), random.uniform() * profile.monthlyFundsEuro() * .5);
    }

    @Override
    public void live(SimulatedDay day) {
        AgentRandom random = new AgentRandom(seed, DAY, number, day.index());
        if (day.isDayOfMonth(profile.payday())) {
            issuer.payday();
        }
        travel(random);
        payStandingOrders(day, random);
        if (daysWithoutCard > 0) {
            daysWithoutCard--;
        } else {
            goAbout(day, random);
        }
        sufferFraud(day);
    }

    private void goAbout(SimulatedDay day, AgentRandom random) {
        if (profile.fareCents() > 0 && !day.weekend() && atHome() && random.chance(.9)) {
            commute(day, random);
        }
        double cashPerDay = profile.cashPerWeek() / 7 * (day.daysSince(profile.payday()) < 2 ? 2.5 : .85);
        if (random.chance(cashPerDay)) {
            withdraw(day.startMillis() + DayCurve.WAKING.draw(random), random);
        }
        int errands = random.poisson(profile.purchasesPerDay() * mood(day));
        for (int i = 0; i < errands; i++) {
            Trade trade = Trade.values()[profile.trades().draw(random)];
            goOut(trade, day.startMillis() + trade.curve.draw(random), day, random);
        }
    }

    private boolean atHome() {
        return whereabouts == profile.home();
    }

    private void travel(AgentRandom random) {
        if (daysAway > 0) {
            daysAway--;
            if (daysAway == 0) {
                whereabouts = profile.home();
            }
        } else if (random.chance(profile.tripsPerYear() / 365)) {
            whereabouts = Country.drawDestination(random);
            daysAway = random.oneOf(2, 3, 4, 7, 7, 10, 14);
        }
    }

    /** People spend more on Fridays and Saturdays, after payday, and away from home. */
    private double mood(SimulatedDay day) {
        double[] byWeekday = {.88, .9, .94, .98, 1.15, 1.3, .72};
        double sincePayday = day.daysSince(profile.payday()) < 4 ? 1.25 : .95;
        return byWeekday[day.weekday()] * sincePayday * (atHome() ? 1 : 1.4);
    }

    private void payStandingOrders(SimulatedDay day, AgentRandom random) {
        for (CardProfile.Subscription order : profile.subscriptions()) {
            if (day.isDayOfMonth(order.dayOfMonth())) {
                long millis = day.startMillis() + order.minuteOfDay() * MINUTE_MILLIS + random.below(20_000);
                if (!pay(millis, PosEntry.CREDENTIAL_ON_FILE, order.amountCents(), order.merchant(), random)) {
                    pay(
                            millis + SimulatedDay.MILLIS,
                            PosEntry.CREDENTIAL_ON_FILE,
                            order.amountCents(),
                            order.merchant(),
                            random);
                }
            }
        }
    }

    private void commute(SimulatedDay day, AgentRandom random) {
        Merchant transit = profile.favourites().get(Trade.TRANSIT).get(0);
        long fareCents = StrictMath.round(transit.local(profile.fareCents()));
        long out = day.startMillis() + (long) ((profile.commuteMinute() + 6 * random.normal()) * MINUTE_MILLIS);
        long back = out + (long) ((9.3 * 60 + 35 * random.normal()) * MINUTE_MILLIS);
        pay(out, PosEntry.CONTACTLESS, fareCents, transit, random);
        pay(back, PosEntry.CONTACTLESS, fareCents, transit, random);
    }

    private void withdraw(long millis, AgentRandom random) {
        Merchant machine = atHome() && random.chance(profile.loyalty())
                ? profile.favourites().get(Trade.CASH_MACHINE).get(0)
                : directory.drawShop(Trade.CASH_MACHINE, whereabouts, profile.region(), random);
        int euro = random.chance(.65) ? profile.cashEuro() : random.oneOf(20, 30, 50, 100, 200, 300);
        long wholeNotes = Math.max(1, StrictMath.round(machine.local(euro) / 10)) * 10;
        if (random.chance(.015)) {
            answer(millis, Response.WRONG_PIN, wholeNotes * 100, machine);
        }
        Response response = judge(wholeNotes * 100, machine, random);
        events.add(millis + 25_000, CASH_WITHDRAWAL, PosEntry.CHIP, response, wholeNotes * 100, machine, 0);
    }

    private void answer(long millis, Response response, long cents, Merchant machine) {
        events.add(millis, CASH_WITHDRAWAL, PosEntry.CHIP, response, cents, machine, 0);
    }

    /** An errand; in town it often leads to another. */
    private void goOut(Trade first, long firstMillis, SimulatedDay day, AgentRandom random) {
        Trade trade = first;
        long millis = firstMillis;
        while (true) {
            if (random.chance(day.weekend() ? trade.weekendFactor : 1 / trade.weekendFactor)) {
                buy(trade, millis, random);
            }
            if (trade.online() || !random.chance(.22)) {
                return;
            }
            trade = random.oneOf(
                    Trade.BAKERY,
                    Trade.FAST_FOOD,
                    Trade.PHARMACY,
                    Trade.CLOTHING,
                    Trade.GROCERY,
                    Trade.DEPARTMENT_STORE);
            millis += random.gapMillis(18 * 60);
        }
    }

    private void buy(Trade trade, long millis, AgentRandom random) {
        boolean remote = random.chance(Math.min(1, trade.remoteShare * (trade.online() ? 1 : profile.onlineShare())));
        Merchant merchant = choose(trade, remote, random);
        double euro = merchant.priceLevel() * profile.spending() * random.logNormal(trade.medianAmount, trade.sigma);
        long cents = trade.priceCents(merchant.local(euro), random);
        if (remote) {
            if (pay(millis, PosEntry.ECOMMERCE, cents, merchant, random) && random.chance(REMOTE_RETURN_SHARE)) {
                long later = millis + (long) (random.between(2, 16) * SimulatedDay.MILLIS);
                long returned = random.chance(.6) ? cents : Math.max(100, cents / 2);
                events.add(later, REFUND, PosEntry.ECOMMERCE, Response.APPROVED, returned, merchant, 0);
            }
        } else {
            payAtTerminal(millis, cents, euro, merchant, random);
        }
    }

    private Merchant choose(Trade trade, boolean remote, AgentRandom random) {
        if ((atHome() || remote) && random.chance(profile.loyalty())) {
            Merchant usual = profile.favourites().get(trade).get(random.oneOf(0, 0, 0, 1, 1, 2));
            boolean online = trade.online() || usual.country() != profile.home();
            if (trade.remoteShare == 0 || online == remote) {
                return usual;
            }
        }
        return remote
                ? directory.drawOnline(trade, random)
                : directory.drawShop(trade, whereabouts, profile.region(), random);
    }

    /** Contactless below the limit; now and then a terminal asks for the chip, or the PIN is wrong. */
    private void payAtTerminal(long millis, long cents, double euro, Merchant merchant, AgentRandom random) {
        if (euro < CONTACTLESS_LIMIT_EURO && random.chance(profile.contactlessShare())) {
            if (!random.chance(.012)) {
                pay(millis, PosEntry.CONTACTLESS, cents, merchant, random);
                return;
            }
            events.add(millis, PURCHASE, PosEntry.CONTACTLESS, Response.EXCEEDS_FREQUENCY_LIMIT, cents, merchant, 0);
        } else if (random.chance(.01)) {
            events.add(millis, PURCHASE, PosEntry.CHIP, Response.WRONG_PIN, cents, merchant, 0);
        }
        pay(millis + random.gapMillis(20), readCard(merchant, random), cents, merchant, random);
    }

    /** By chip, save where terminals or chips are old. */
    private static PosEntry readCard(Merchant merchant, AgentRandom random) {
        if (random.chance(merchant.country() == Country.US ? .3 : .004)) {
            return PosEntry.MAGSTRIPE;
        }
        if (random.chance(.006)) {
            return random.oneOf(PosEntry.MANUAL, PosEntry.MANUAL, PosEntry.MAGSTRIPE_FALLBACK);
        }
        return PosEntry.CHIP;
    }

    /** Asks the issuer; true if it agreed. */
    private boolean pay(long millis, PosEntry entry, long cents, Merchant merchant, AgentRandom random) {
        Response response = judge(cents, merchant, random);
        TransactionType type = merchant.trade() == Trade.QUASI_CASH ? ACCOUNT_FUNDING : PURCHASE;
        events.add(millis, type, entry, response, cents, merchant, 0);
        if (response == Response.ISSUER_UNAVAILABLE || response == Response.DO_NOT_HONOUR && random.chance(.5)) {
            events.add(millis + random.gapMillis(40), type, entry, Response.APPROVED, cents, merchant, 0);
            return true;
        }
        return response == Response.APPROVED;
    }

    private Response judge(long cents, Merchant merchant, AgentRandom random) {
        double euro = cents / 100.0 / merchant.country().perEuro;
        return issuer.judge(euro, merchant.trade().online(), random);
    }

    private void sufferFraud(SimulatedDay day) {
        campaigns.addAll(calendar.startingWith(number, day));
        for (Campaign campaign : campaigns) {
            if (campaign.startDay() == day.index()) {
                AgentRandom random = new AgentRandom(campaign.seed(), DAY, number);
                new CardFraud(profile, directory, events, campaign, random).commit(day.startMillis());
                daysWithoutCard = random.below(MOST_DAYS_WITHOUT_CARD + 1);
            }
        }
        campaigns.removeIf(campaign -> campaign.startDay() <= day.index());
    }
}
