package io.understudy.engine.simulate;

import io.understudy.engine.simulate.AccessEvents.Path;
import io.understudy.engine.simulate.Estate.ServerKind;

/**
 * An account that no person uses: a job that runs at a fixed period with little jitter, day and night, like a beacon, and
 * does the same each time; and one longer job a night.
 */
final class ServiceAccount implements Account {
    private static final long PROFILE = 0x50;
    private static final long DAY = 0x51;
    private static final long MINUTE_MILLIS = 60_000;

    private final long seed;
    private final int number;
    private final Estate estate;
    private final AccessEvents events;
    private final int host;
    private final int periodMinutes;
    private final int phaseMinutes;
    private final double jitterSeconds;
    private final long bytes;
    private final int nightlyMinute;
    private final int userAgent;
    private final AuditEvent job;
    private final Path login;
    private final Path work;
    private final Path backup;

    ServiceAccount(long seed, int number, Estate estate, AccessEvents events) {
        this.seed = seed;
        this.number = number;
        this.estate = estate;
        this.events = events;
        AgentRandom random = new AgentRandom(seed, PROFILE, number);
        this.periodMinutes = random.oneOf(60, 60, 120, 120, 180, 240);
        this.phaseMinutes = random.below(periodMinutes);
        this.jitterSeconds = random.between(.3, 6);
        this.bytes = (long) random.logNormal(3_000, 1.2) + 100;
        this.nightlyMinute = random.within(60, 5 * 60);
        this.job = random.oneOf(AuditEvent.HTTP_REQUEST, AuditEvent.QUERY, AuditEvent.CONNECTION);
        this.userAgent = job == AuditEvent.HTTP_REQUEST ? UserAgents.drawScript(random) : UserAgents.NONE;
        this.host = random.chance(.5) ? estate.server(ServerKind.APP, random.below(24)) : estate.anyServer(random);
        int address = estate.addressOf(host);
        this.login = new Path(address, estate.server(ServerKind.DC, number), Service.KERBEROS);
        this.work = switch (job) {
            case HTTP_REQUEST ->
                new Path(address, estate.server(ServerKind.WEB, random.below(14)), Service.HTTP_ALTERNATE);
            case QUERY -> new Path(address, estate.server(ServerKind.DB, random.below(10)), Service.POSTGRESQL);
            default -> new Path(address, estate.server(ServerKind.APP, random.below(24)), Service.SSH);
        };
        this.backup = new Path(
                address, estate.server(ServerKind.FS, random.below(12)), random.chance(.8) ? Service.SMB : Service.FTP);
    }

    @Override
    public int usualAddress() {
        return estate.addressOf(host);
    }

    @Override
    public int usualHost() {
        return host;
    }

    @Override
    public void live(SimulatedDay day) {
        AgentRandom random = new AgentRandom(seed, DAY, number, day.index());
        for (int minute = phaseMinutes; minute < 24 * 60; minute += periodMinutes) {
            long millis = day.startMillis()
                    + minute * MINUTE_MILLIS
                    + Math.max(0, (long) (1_000 * jitterSeconds * (2 + random.normal())));
            run(millis, random);
        }
        backUp(day.startMillis() + nightlyMinute * MINUTE_MILLIS + random.below(20_000), random);
    }

    private void run(long millis, AgentRandom random) {
        if (random.chance(.004)) {
            events.add(millis, AuditEvent.LOGIN, Outcome.FAILURE, login, 0);
        }
        events.add(millis + 60, AuditEvent.LOGIN, Outcome.SUCCESS, login, 0);
        Outcome outcome = random.chance(.006) ? Outcome.FAILURE : Outcome.SUCCESS;
        long size = random.chance(.85) ? bytes : (long) (bytes * random.between(.9, 1.6));
        events.add(millis + random.within(200, 900), job, outcome, work, size, userAgent, 0);
    }

    private void backUp(long millis, AgentRandom random) {
        long now = millis;
        int files = random.within(2, 4);
        for (int i = 0; i < files; i++) {
            events.add(now, AuditEvent.FILE_WRITE, Outcome.SUCCESS, backup, 0);
            now += random.gapMillis(50);
        }
        long size = (long) random.logNormal(40_000_000, .2);
        events.add(now, AuditEvent.CONNECTION, Outcome.SUCCESS, backup, size, UserAgents.NONE, 0);
    }
}
