package io.understudy.engine.simulate;

import io.understudy.engine.simulate.AccessEvents.Path;
import io.understudy.engine.simulate.Estate.ServerKind;
import io.understudy.schemas.Scenarios;

/**
 * What one campaign does with or to one account. Attackers come from addresses that honest people share, and use services
 * that honest people use.
 */
final class AccessAttack {
    private static final long HOUR_MILLIS = 3_600_000;

    private final Account victim;
    private final Estate estate;
    private final AccessEvents events;
    private final Campaign campaign;
    private final AgentRandom random;

    AccessAttack(Account victim, Estate estate, AccessEvents events, Campaign campaign, AgentRandom random) {
        this.victim = victim;
        this.estate = estate;
        this.events = events;
        this.campaign = campaign;
        this.random = random;
    }

    /** Adds the whole episode, from some time on the day that begins at {@code dayMillis}. */
    void strike(long dayMillis) {
        switch (Scenarios.ACCESS.get(campaign.label() - 1).name()) {
            case "password_spraying" -> spray(dayMillis + hours(0, 20));
            case "credential_stuffing" -> stuff(dayMillis + hours(0, 22));
            case "brute_force" -> guess(dayMillis + hours(0, 24));
            case "scanning" -> scan(dayMillis + hours(6, 24));
            case "lateral_movement" -> moveOn(dayMillis + hours(7, 22));
            case "exfiltration" -> carryOff(dayMillis + hours(18, 26));
            case "denial_of_service" -> flood(dayMillis + hours(8, 22));
            default -> throw new IllegalStateException("no attack for class " + campaign.label());
        }
    }

    private long hours(double low, double high) {
        return (long) ((low + campaign.startFraction() * (high - low)) * HOUR_MILLIS);
    }

    /** A few passwords tried on many accounts, one a round, rounds an hour apart, from few addresses. */
    private void spray(long startMillis) {
        AgentRandom shared = campaign.shared();
        int[] addresses = {estate.publicAddress(shared), estate.publicAddress(shared), estate.publicAddress(shared)};
        int rounds = shared.within(2, 5);
        long pauseMillis = shared.within(31 * 60_000, 70 * 60_000);
        boolean mail = shared.chance(.5);
        int host =
                mail ? estate.server(ServerKind.MAIL, shared.below(3)) : estate.server(ServerKind.VPN, shared.below(2));
        int userAgent = mail ? UserAgents.drawAny(shared) : UserAgents.NONE;
        for (int round = 0; round < rounds; round++) {
            long millis = startMillis + round * pauseMillis + random.below(9 * 60_000);
            Path path = new Path(addresses[random.below(addresses.length)], host, Service.HTTPS);
            boolean hit = random.chance(.012);
            long bytes = mail ? (long) random.logNormal(1_400, .15) : AccessEvents.NO_BYTES;
            log(millis, AuditEvent.LOGIN, hit ? Outcome.SUCCESS : Outcome.FAILURE, path, bytes, userAgent);
            if (hit) {
                audit(millis + 7_000, AuditEvent.MFA, Outcome.FAILURE, path);
            }
        }
    }

    /** Leaked passwords of this user tried on a web login by a net of bots; now and then one fits. */
    private void stuff(long startMillis) {
        AgentRandom shared = campaign.shared();
        int host = estate.server(ServerKind.WEB, shared.below(14));
        int userAgent = UserAgents.drawAny(shared);
        long millis = startMillis + random.below(2 * 3_600_000);
        Path path = new Path(estate.publicAddress(random), host, Service.HTTPS);
        int tries = random.within(3, 8);
        for (int i = 0; i < tries; i++) {
            if (random.chance(.6)) {
                path = new Path(estate.publicAddress(random), host, Service.HTTPS);
            }
            log(millis, AuditEvent.LOGIN, Outcome.FAILURE, path, (long) random.logNormal(1_400, .15), userAgent);
            millis += random.gapMillis(7);
        }
        if (random.chance(.2)) {
            log(millis, AuditEvent.LOGIN, Outcome.SUCCESS, path, (long) random.logNormal(2_600, .15), userAgent);
            int requests = random.within(2, 6);
            for (int i = 0; i < requests; i++) {
                millis += random.gapMillis(12);
                log(
                        millis,
                        AuditEvent.HTTP_REQUEST,
                        Outcome.SUCCESS,
                        path,
                        (long) random.logNormal(12_000, .8),
                        userAgent);
            }
        }
    }

    /** One account, one address, password after password. */
    private void guess(long startMillis) {
        AgentRandom shared = campaign.shared();
        boolean shell = shared.chance(.5);
        int host =
                shell ? estate.server(ServerKind.APP, shared.below(24)) : estate.server(ServerKind.TS, shared.below(6));
        Path path = new Path(estate.publicAddress(shared), host, shell ? Service.SSH : Service.RDP);
        int tries = random.within(30, 110);
        double paceSeconds = random.between(1, 14);
        long millis = startMillis;
        for (int i = 0; i < tries; i++) {
            log(millis, AuditEvent.LOGIN, Outcome.FAILURE, path, (long) random.logNormal(2_200, .2), UserAgents.NONE);
            millis += random.gapMillis(paceSeconds);
        }
        if (random.chance(.25)) {
            log(millis, AuditEvent.LOGIN, Outcome.SUCCESS, path, (long) random.logNormal(3_900, .2), UserAgents.NONE);
            audit(millis + 900, AuditEvent.SESSION_START, Outcome.SUCCESS, path);
        }
    }

    /** The account's machine looks for what listens where; most doors are shut. */
    private void scan(long startMillis) {
        int address = victim.usualAddress();
        int probes = random.within(50, 150);
        double paceSeconds = random.between(.2, 8);
        boolean sweep = random.chance(.5);
        Service wanted = random.oneOf(Service.SSH, Service.SMB, Service.RDP);
        int target = estate.anyServer(random);
        long millis = startMillis;
        for (int i = 0; i < probes; i++) {
            Service service = sweep && random.chance(.8) ? wanted : random.oneOf(Service.values());
            int host = sweep || random.chance(.1) ? estate.anyServer(random) : target;
            Outcome outcome = random.chance(.12) ? Outcome.SUCCESS : Outcome.FAILURE;
            log(
                    millis,
                    AuditEvent.CONNECTION,
                    outcome,
                    new Path(address, host, service),
                    random.oneOf(40, 44, 60, 60, 74, 120),
                    UserAgents.NONE);
            millis += 20 + (long) random.exponential(paceSeconds * 1_000);
        }
    }

    /** From host to host by remote services, each hop from where the last one led. */
    private void moveOn(long startMillis) {
        int address = victim.usualAddress();
        long millis = startMillis + random.below(40 * 60_000);
        int hops = random.within(3, 7);
        for (int i = 0; i < hops; i++) {
            int host = estate.anyServer(random);
            Service service = random.oneOf(Service.RDP, Service.SMB, Service.WINRM, Service.SSH);
            Path path = new Path(address, host, service);
            if (random.chance(.35)) {
                log(
                        millis,
                        AuditEvent.LOGIN,
                        Outcome.FAILURE,
                        path,
                        (long) random.logNormal(2_400, .3),
                        UserAgents.NONE);
                millis += random.gapMillis(25);
            }
            log(millis, AuditEvent.LOGIN, Outcome.SUCCESS, path, (long) random.logNormal(4_100, .3), UserAgents.NONE);
            int commands = random.within(1, 4);
            for (int k = 0; k < commands; k++) {
                millis += random.gapMillis(70);
                audit(millis, AuditEvent.PROCESS_START, Outcome.SUCCESS, path);
            }
            millis += random.gapMillis(12 * 60);
            address = estate.addressOf(host);
        }
    }

    /** Files gathered, then carried out in large pieces over a protocol that firewalls let pass. */
    private void carryOff(long startMillis) {
        int address = victim.usualAddress();
        Path store = new Path(address, estate.server(ServerKind.FS, random.below(12)), Service.SMB);
        long millis = startMillis + random.below(30 * 60_000);
        int files = random.within(8, 20);
        for (int i = 0; i < files; i++) {
            audit(millis, AuditEvent.FILE_READ, Outcome.SUCCESS, store);
            millis += random.gapMillis(9);
        }
        Service way = random.oneOf(Service.DNS, Service.FTP, Service.HTTPS, Service.SMTP);
        Path out = new Path(address, victim.usualHost(), way);
        double pieceBytes = way == Service.DNS ? 220 : 6_000_000;
        int pieces = random.within(8, 24);
        for (int i = 0; i < pieces; i++) {
            AuditEvent event = way == Service.DNS ? AuditEvent.DNS_QUERY : AuditEvent.CONNECTION;
            log(millis, event, Outcome.SUCCESS, out, (long) random.logNormal(pieceBytes, .35), UserAgents.NONE);
            millis += random.gapMillis(way == Service.DNS ? 4 : 45);
        }
    }

    /** More requests than a server can answer, under an account's name, from many addresses. */
    private void flood(long startMillis) {
        AgentRandom shared = campaign.shared();
        int host = estate.server(ServerKind.WEB, shared.below(14));
        int userAgent = UserAgents.drawAny(shared);
        int requests = random.within(90, 190);
        double paceMillis = random.between(120, 1_500);
        double millis = startMillis;
        for (int i = 0; i < requests; i++) {
            Path path = new Path(estate.publicAddress(random), host, Service.HTTPS);
            Outcome outcome = random.chance(.3 + .5 * i / requests) ? Outcome.FAILURE : Outcome.SUCCESS;
            log((long) millis, AuditEvent.HTTP_REQUEST, outcome, path, (long) random.logNormal(900, .2), userAgent);
            millis += 5 + random.exponential(paceMillis);
        }
    }

    private void log(long millis, AuditEvent event, Outcome outcome, Path path, long bytes, int userAgent) {
        events.add(millis, event, outcome, path, bytes, userAgent, campaign.label());
    }

    private void audit(long millis, AuditEvent event, Outcome outcome, Path path) {
        events.add(millis, event, outcome, path, campaign.label());
    }
}
