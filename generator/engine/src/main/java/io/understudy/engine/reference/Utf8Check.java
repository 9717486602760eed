package io.understudy.engine.reference;

/** Finds the first byte of a stream that is not UTF-8. */
final class Utf8Check {
    private long line = 1;
    private int lead;
    private int following;
    private int lowest = 0x80;
    private int highest = 0xBF;

    /** Takes one byte; false if UTF-8 does not allow it here (Unicode 15, table 3-7). */
    boolean accepts(int unsigned) {
        if (following > 0) {
            boolean allowed = unsigned >= lowest && unsigned <= highest;
            following--;
            lowest = 0x80;
            highest = 0xBF;
            return allowed;
        }
        lead = unsigned;
        if (unsigned == '\n') {
            line++;
        }
        if (unsigned < 0x80) {
            return true;
        }
        if (unsigned < 0xC2 || unsigned > 0xF4) {
            return false;
        }
        following = unsigned < 0xE0 ? 1 : unsigned < 0xF0 ? 2 : 3;
        lowest = unsigned == 0xE0 ? 0xA0 : unsigned == 0xF0 ? 0x90 : 0x80;
        highest = unsigned == 0xED ? 0x9F : unsigned == 0xF4 ? 0x8F : 0xBF;
        return true;
    }

    /** The byte that the character at hand began with. */
    int lead() {
        return lead;
    }

    /** The line of the last byte taken, from 1. */
    long line() {
        return line;
    }
}
