package io.understudy.engine.simulate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * All merchants of the simulated world, about 5,000: shops by country, region and trade, and online merchants that
 * everybody uses. Popularity within a group falls like Zipf's law. Immutable, made from the seed alone.
 */
final class MerchantDirectory {
    /** Acquirers a country. */
    static final int ACQUIRERS = 4;

    private static final long PURPOSE = 0x3E;
    private static final int ONLINE_MERCHANTS_PER_TRADE = 60;
    private static final Weights ACQUIRER_SHARES = new Weights(50, 25, 15, 10);

    private final List<Merchant> merchants = new ArrayList<>();
    private final Map<Country, List<Map<Trade, Group>>> shops = new EnumMap<>(Country.class); // by region
    private final Map<Trade, Group> online = new EnumMap<>(Trade.class);

    private record Group(List<Merchant> members, Weights popularity) {
        Merchant draw(AgentRandom random) {
            return members.get(popularity.draw(random));
        }
    }

    MerchantDirectory(long seed) {
        AgentRandom random = new AgentRandom(seed, PURPOSE);
        for (Country country : Country.values()) {
            List<Map<Trade, Group>> regions = new ArrayList<>();
            for (int region = 0; region < country.regions; region++) {
                regions.add(openShops(country, region, random));
            }
            shops.put(country, regions);
        }
        for (Trade trade : Trade.values()) {
            if (trade.remoteShare > 0) {
                online.put(trade, openOnline(trade, random));
            }
        }
    }

    private Map<Trade, Group> openShops(Country country, int region, AgentRandom random) {
        Map<Trade, Group> groups = new EnumMap<>(Trade.class);
        for (Trade trade : Trade.values()) {
            if (!trade.online()) {
                int count = 3 + (int) StrictMath.round(3 * StrictMath.sqrt(Math.max(1, trade.weight)));
                groups.put(trade, open(count, trade, random, () -> country, region));
            }
        }
        return groups;
    }

    private Group openOnline(Trade trade, AgentRandom random) {
        return open(
                ONLINE_MERCHANTS_PER_TRADE,
                trade,
                random,
                () -> random.chance(.25) ? random.oneOf(Country.IE, Country.US) : Country.drawHome(random),
                0);
    }

    private Group open(int count, Trade trade, AgentRandom random, Supplier<Country> country, int region) {
        List<Merchant> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Country home = country.get();
            int acquirer = home.ordinal() * ACQUIRERS + ACQUIRER_SHARES.draw(random);
            Merchant merchant = new Merchant(merchants.size(), trade, home, region, acquirer, random.logNormal(1, .25));
            merchants.add(merchant);
            members.add(merchant);
        }
        return new Group(members, Weights.zipf(count, 1));
    }

    /** All merchants, by index. */
    List<Merchant> all() {
        return Collections.unmodifiableList(merchants);
    }

    /** A shop of {@code trade} in a region, the more popular the likelier. */
    Merchant drawShop(Trade trade, Country country, int region, AgentRandom random) {
        return shops.get(country).get(region % country.regions).get(trade).draw(random);
    }

    /** An online merchant of {@code trade}, the more popular the likelier. */
    Merchant drawOnline(Trade trade, AgentRandom random) {
        return online.get(trade).draw(random);
    }
}
