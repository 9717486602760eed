package io.understudy.engine.simulate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The machines of the simulated organisation and the addresses that its users and others come from. Servers and public
 * addresses are the same for any number of users; each user adds one workstation and one office address. Hosts and
 * addresses are indexes into {@link #hostNames} and {@link #addresses}. Immutable, made from the seed alone.
 */
final class Estate {
    private static final long PURPOSE = 0xE5;
    private static final int PUBLIC_ADDRESSES = 4_096;
    private static final int VPN_ADDRESSES = 200;
    private static final int SHARED_DESK_ADDRESSES = 24;

    /** Kinds of servers. */
    enum ServerKind {
        DC(4),
        VPN(2),
        WEB(14),
        MAIL(3),
        FS(12),
        GIT(2),
        DB(10),
        TS(6),
        APP(24),
        DNS(2);

        private final int count;

        ServerKind(int count) {
            this.count = count;
        }
    }

    private final long seed;
    private final List<String> servers = new ArrayList<>();
    private final List<String> fixedAddresses = new ArrayList<>();
    private final Map<ServerKind, Integer> firstByKind = new EnumMap<>(ServerKind.class);
    private final Weights publicPopularity = Weights.zipf(PUBLIC_ADDRESSES, .6);
    private final int firstVpnAddress;
    private final int firstDeskAddress;
    private final int firstPublicAddress;

    Estate(long seed) {
        this.seed = seed;
        for (ServerKind kind : ServerKind.values()) {
            firstByKind.put(kind, servers.size());
            for (int i = 1; i <= kind.count; i++) {
                servers.add(String.format(Locale.ROOT, "%s-%02d", kind.name().toLowerCase(Locale.ROOT), i));
                fixedAddresses.add("10.1." + kind.ordinal() + "." + (9 + i));
            }
        }
        firstVpnAddress = fixedAddresses.size();
        for (int i = 0; i < VPN_ADDRESSES; i++) {
            fixedAddresses.add("10.8.0." + (10 + i));
        }
        firstDeskAddress = fixedAddresses.size();
        for (int i = 0; i < SHARED_DESK_ADDRESSES; i++) {
            fixedAddresses.add("10.9." + i + ".5");
        }
        firstPublicAddress = fixedAddresses.size();
        AgentRandom random = new AgentRandom(seed, PURPOSE);
        int[] providers = {31, 46, 62, 78, 80, 84, 87, 91, 93, 109, 145, 178, 185, 188, 194, 212};
        for (int i = 0; i < PUBLIC_ADDRESSES; i++) {
            // The third octet counts, so that no two addresses are equal.
            fixedAddresses.add(providers[i % providers.length] + "." + random.within(1, 254) + "."
                    + i / providers.length + "." + random.within(1, 254));
        }
    }

    List<String> hostNames(int users) {
        List<String> names = new ArrayList<>(servers);
        ScatteredNames workstations = new ScatteredNames("ws", 7, 10_000_000, seed);
        names.addAll(workstations.first(users));
        return names;
    }

    List<String> addresses(int users) {
        List<String> addresses = new ArrayList<>(fixedAddresses);
        for (int user = 0; user < users; user++) {
            // 10.16.0.0 and above, 250 hosts a subnet
            addresses.add("10." + (16 + user / 62_500) + "." + user / 250 % 250 + "." + (user % 250 + 4));
        }
        return addresses;
    }

    /** The server of a kind with the given number, which goes round. */
    int server(ServerKind kind, int number) {
        return firstByKind.get(kind) + Math.floorMod(number, kind.count);
    }

    int anyServer(AgentRandom random) {
        return random.below(servers.size());
    }

    int workstation(int user) {
        return servers.size() + user;
    }

    /** The address of a server; servers come first among addresses, in their own order. */
    int addressOf(int server) {
        return server;
    }

    int officeAddress(int user) {
        return fixedAddresses.size() + user;
    }

    int vpnAddress(AgentRandom random) {
        return firstVpnAddress + random.below(VPN_ADDRESSES);
    }

    int sharedDeskAddress(int number) {
        return firstDeskAddress + Math.floorMod(number, SHARED_DESK_ADDRESSES);
    }

    /** An address of the internet: a household, a mobile gateway or a rented machine; some stand for many people. */
    int publicAddress(AgentRandom random) {
        return firstPublicAddress + publicPopularity.draw(random);
    }
}
