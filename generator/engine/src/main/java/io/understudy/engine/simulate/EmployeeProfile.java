package io.understudy.engine.simulate;

import java.util.Arrays;

/**
 * What stays the same about one employee. Rates are chosen so that an account has 20 to 30 events a day on average, days
 * off included.
 *
 * @param department people of one department share servers
 * @param shift when they work
 * @param startMinute of the working day, for who works by day
 * @param hours of work
 * @param boutsPerDay times a day that they turn to some application
 * @param tastes weights of the applications
 * @param remoteDays weekdays on which they work from home, Monday first
 * @param officeAddress index of their address at the office, which some share
 * @param homeAddress index of their address at home, which some share
 * @param typos share of logins that begin with a wrong password
 */
record EmployeeProfile(
        int department,
        Shift shift,
        int startMinute,
        double hours,
        double boutsPerDay,
        Weights tastes,
        boolean[] remoteDays,
        int workstation,
        int officeAddress,
        int homeAddress,
        int userAgent,
        double typos,
        boolean usesPhone) {

    private static final int DEPARTMENTS = 12;
    private static final double SHARE_OF_ADMINS = .08;
    private static final double MEDIAN_BOUTS_PER_DAY = 10.5;

    /** When people work. */
    enum Shift {
        OFFICE,
        ROTATING,
        WEEKEND
    }

    static EmployeeProfile draw(int user, AgentRandom random, Estate estate) {
        int department = random.below(DEPARTMENTS);
        boolean admin = random.chance(SHARE_OF_ADMINS);
        Shift shift = random.chance(.86) ? Shift.OFFICE : random.oneOf(Shift.ROTATING, Shift.ROTATING, Shift.WEEKEND);
        double[] weights = Arrays.stream(Application.values())
                .mapToDouble(app -> (admin ? app.adminWeight : app.weight) * random.logNormal(1, .6))
                .toArray();
        boolean[] remoteDays = new boolean[7];
        for (int i = 0; i < remoteDays.length; i++) {
            remoteDays[i] = random.chance(.28);
        }
        return new EmployeeProfile(
                department,
                shift,
                (int) (8.4 * 60 + 40 * random.normal()),
                random.between(6.5, 9.5),
                Math.min(28, random.logNormal(MEDIAN_BOUTS_PER_DAY, .35)),
                new Weights(weights),
                remoteDays,
                estate.workstation(user),
                random.chance(.3)
                        ? estate.sharedDeskAddress(department * 2 + random.below(2))
                        : estate.officeAddress(user),
                estate.publicAddress(random),
                UserAgents.drawDesktop(random),
                random.between(.01, .09),
                random.chance(.5));
    }
}
