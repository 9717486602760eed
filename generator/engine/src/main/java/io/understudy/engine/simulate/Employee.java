package io.understudy.engine.simulate;

import io.understudy.engine.simulate.AccessEvents.Path;
import io.understudy.engine.simulate.Estate.ServerKind;

/** One employee's account: logs in, works in bouts with a break at noon, logs out; reads mail by phone; takes leave. */
final class Employee implements Account {
    private static final long PROFILE = 0xE0;
    private static final long DAY = 0xE1;
    private static final long MINUTE_MILLIS = 60_000;
    private static final int[] ROTATION_START_HOURS = {6, 14, 22};
    private static final int DAYS_BETWEEN_PASSWORDS = 90;

    private final long seed;
    private final int number;
    private final Estate estate;
    private final AccessEvents events;
    private final EmployeeProfile profile;
    private final int passwordDay;
    private int daysOff;

    Employee(long seed, int number, Estate estate, AccessEvents events) {
        this.seed = seed;
        this.number = number;
        this.estate = estate;
        this.events = events;
        AgentRandom random = new AgentRandom(seed, PROFILE, number);
        this.profile = EmployeeProfile.draw(number, random, estate);
        this.passwordDay = random.below(DAYS_BETWEEN_PASSWORDS);
    }

    @Override
    public int usualAddress() {
        return profile.officeAddress();
    }

    @Override
    public int usualHost() {
        return profile.workstation();
    }

    @Override
    public void live(SimulatedDay day) {
        AgentRandom random = new AgentRandom(seed, DAY, number, day.index());
        if (daysOff > 0) {
            daysOff--;
        } else if (random.chance(.012)) {
            daysOff = random.oneOf(1, 1, 2, 4, 9, 13);
        } else if (works(day)) {
            work(day, random);
        }
        if (profile.usesPhone()) {
            readMailByPhone(day, random);
        }
    }

    private boolean works(SimulatedDay day) {
        return switch (profile.shift()) {
            case OFFICE -> !day.weekend();
            case ROTATING -> (day.index() + number) % 6 < 4;
            case WEEKEND -> day.weekday() >= 3;
        };
    }

    private void work(SimulatedDay day, AgentRandom random) {
        boolean remote = profile.remoteDays()[day.weekday()];
        long start = day.startMillis() + startMinute(day, random) * MINUTE_MILLIS + random.below(60_000);
        long end = start + (long) ((profile.hours() * 60 + 25 * random.normal()) * MINUTE_MILLIS);
        int address = remote ? estate.vpnAddress(random) : profile.officeAddress();
        if (remote) {
            dialIn(start, random);
        }
        Path desk = new Path(address, profile.workstation(), Service.KERBEROS);
        long millis = logIn(start + (remote ? 40_000 : 0), desk, day, random);
        events.add(millis, AuditEvent.SESSION_START, Outcome.SUCCESS, desk, 0);
        if ((day.index() + passwordDay) % DAYS_BETWEEN_PASSWORDS == 0) {
            changePassword(millis + random.gapMillis(120), address);
        }
        int bouts = random.poisson(profile.boutsPerDay() * (remote ? 1.1 : 1));
        for (int i = 0; i < bouts; i++) {
            turnTo(
                    Application.values()[profile.tastes().draw(random)],
                    boutStart(millis, end, random),
                    address,
                    random);
        }
        events.add(end, AuditEvent.SESSION_END, Outcome.SUCCESS, desk, 0);
    }

    private long startMinute(SimulatedDay day, AgentRandom random) {
        int planned = profile.shift() == EmployeeProfile.Shift.ROTATING
                ? ROTATION_START_HOURS[Math.floorMod(day.index() / 6 + number, 3)] * 60 + 10
                : profile.startMinute();
        return Math.max(2, planned + (long) (9 * random.normal()));
    }

    /** Somewhere in the working day, seldom in the middle of it, when people eat. */
    private static long boutStart(long start, long end, AgentRandom random) {
        double where = random.uniform();
        if (where > .42 && where < .54 && random.chance(.75)) {
            where = random.chance(.5) ? where - .3 : where + .3;
        }
        return start + 5_000 + (long) (where * Math.max(MINUTE_MILLIS, end - start - 10 * MINUTE_MILLIS));
    }

    private void dialIn(long millis, AgentRandom random) {
        int gate = estate.server(ServerKind.VPN, number);
        int address = random.chance(.93) ? profile.homeAddress() : estate.publicAddress(random);
        Path tunnel = new Path(address, gate, Service.HTTPS);
        if (random.chance(profile.typos())) {
            events.add(millis - 14_000, AuditEvent.LOGIN, Outcome.FAILURE, tunnel, 0);
        }
        events.add(millis, AuditEvent.LOGIN, Outcome.SUCCESS, tunnel, 0);
        if (random.chance(.04)) {
            events.add(millis + 9_000, AuditEvent.MFA, Outcome.FAILURE, tunnel, 0);
        }
        events.add(millis + random.within(12_000, 30_000), AuditEvent.MFA, Outcome.SUCCESS, tunnel, 0);
    }

    /** Wrong passwords come in threes at most, more often after a weekend; returns when the login stood. */
    private long logIn(long millis, Path desk, SimulatedDay day, AgentRandom random) {
        long now = millis;
        double typos = profile.typos() * (day.weekday() == 0 ? 2 : 1);
        for (int i = 0; i < 3 && random.chance(i == 0 ? typos : .3); i++) {
            events.add(now, AuditEvent.LOGIN, Outcome.FAILURE, desk, 0);
            now += random.gapMillis(11);
        }
        events.add(now, AuditEvent.LOGIN, Outcome.SUCCESS, desk, 0);
        return now + random.within(300, 4_000);
    }

    private void changePassword(long millis, int address) {
        Path directory = new Path(address, estate.server(ServerKind.DC, number), Service.LDAP);
        events.add(millis, AuditEvent.PASSWORD_CHANGE, Outcome.SUCCESS, directory, 0);
    }

    /** A bout with one application: a few events on one server, seconds to minutes apart. */
    private void turnTo(Application application, long start, int address, AgentRandom random) {
        int usual = profile.department() * 2 + (random.chance(.8) ? 0 : random.within(1, 5));
        Path path = new Path(address, estate.server(application.kind, usual), application.service);
        int userAgent = application.web() ? profile.userAgent() : UserAgents.NONE;
        int count = 1 + random.poisson(2.0);
        long millis = application.web() && random.chance(.15) ? signIn(start, path, userAgent, random) : start;
        for (int i = 0; i < count; i++) {
            AuditEvent event = i == 0 || random.chance(.5) && application.first != AuditEvent.LOGIN
                    ? application.first
                    : application.later;
            Outcome outcome = random.chance(.015) ? Outcome.FAILURE : Outcome.SUCCESS;
            events.add(millis, event, outcome, path, application.drawBytes(event, random), userAgent, 0);
            millis += random.gapMillis(35);
        }
        if (application.interactive() && random.chance(.35)) {
            Application next = random.oneOf(Application.FILES, Application.DATABASE, Application.SERVER_SHELL);
            turnTo(next, millis, estate.addressOf(path.host()), random);
        }
    }

    /** A login on a web page; returns when it stood. */
    private long signIn(long millis, Path path, int userAgent, AgentRandom random) {
        long now = millis;
        while (random.chance(profile.typos())) {
            events.add(now, AuditEvent.LOGIN, Outcome.FAILURE, path, (long) random.logNormal(1_400, .15), userAgent, 0);
            now += random.gapMillis(12);
        }
        events.add(now, AuditEvent.LOGIN, Outcome.SUCCESS, path, (long) random.logNormal(2_600, .15), userAgent, 0);
        return now + random.gapMillis(4);
    }

    private void readMailByPhone(SimulatedDay day, AgentRandom random) {
        int looks = random.poisson(day.weekend() ? 1.2 : .9);
        for (int i = 0; i < looks; i++) {
            int address = random.chance(.7) ? profile.homeAddress() : estate.publicAddress(random);
            Path path = new Path(address, estate.server(ServerKind.MAIL, profile.department()), Service.HTTPS);
            long millis = day.startMillis() + DayCurve.EVENING.draw(random);
            int userAgent = random.chance(.7) ? UserAgents.PHONE_APP : UserAgents.PHONE;
            millis = random.chance(.2) ? signIn(millis, path, userAgent, random) : millis;
            int requests = 1 + random.poisson(1);
            for (int k = 0; k < requests; k++) {
                events.add(
                        millis,
                        AuditEvent.HTTP_REQUEST,
                        Outcome.SUCCESS,
                        path,
                        (long) random.logNormal(7_000, .9) + 60,
                        userAgent,
                        0);
                millis += random.gapMillis(25);
            }
        }
    }
}
