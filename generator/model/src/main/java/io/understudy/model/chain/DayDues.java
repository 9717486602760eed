package io.understudy.model.chain;

/**
 * Which slots of an entity are due, or have an echo, on the days that were looked from: the same whatever else is supposed of
 * the entity, so that it is worked out once a day. Scratch of one history.
 */
final class DayDues {
    private static final int DAYS = 128; // that are held; a power of two

    private final int slots;
    private final long[] dayByPlace = new long[DAYS];
    private final int[] roundByPlace = new int[DAYS];
    private final boolean[] anyByPlace = new boolean[DAYS];
    private final byte[] due; // [place * slots + slot] strength; -1 if it is not due
    private final byte[] echo; // [place * slots + slot]
    private int round = 1;

    DayDues(int slots) {
        this.slots = slots;
        due = new byte[DAYS * slots];
        echo = new byte[DAYS * slots];
    }

    /** Forgets everything. */
    void forget() {
        round++;
    }

    private static int place(long day) {
        return (int) day & DAYS - 1;
    }

    /** Where a day begins; -1 if it is not held. */
    int at(long day) {
        int place = place(day);
        return roundByPlace[place] == round && dayByPlace[place] == day ? place * slots : -1;
    }

    /** Begins to hold a day; returns where it begins. */
    int begin(long day) {
        int place = place(day);
        roundByPlace[place] = round;
        dayByPlace[place] = day;
        anyByPlace[place] = false;
        return place * slots;
    }

    void note(int at, int slot, int itsDue, int itsEcho) {
        due[at + slot] = (byte) itsDue;
        echo[at + slot] = (byte) itsEcho;
        anyByPlace[at / slots] |= itsDue >= 0;
    }

    int due(int at) {
        return due[at];
    }

    int echo(int at) {
        return echo[at];
    }

    boolean any(int at) {
        return anyByPlace[at / slots];
    }
}
