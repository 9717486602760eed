package io.understudy.engine.sample;

import java.util.Arrays;

/**
 * Places in order of their pending times, then by place: a hierarchical timing wheel (Varghese and Lauck, 1987) whose
 * level is the highest digit of six bits in which a time differs from the time the wheel stands at, as in a radix heap
 * (Ahuja, Mehlhorn, Orlin and Tarjan, 1990). It needs no width of a bucket: a bucket of many entries is spread over the
 * levels below, one of few becomes the next <em>run</em> and is sorted. What is added to the time of the run waits in a
 * heap, which holds no more places than the run had.
 *
 * <p>An entry moves once a level, ten times at most and twice or so in a usual stream, from lines of memory that are read
 * in order to lines that are written in order. About 12 bytes a place; 8 more where all of them meet in one microsecond.
 * Allocates nothing after construction, but for those 8. Owned by one thread. Time does not go back: nothing is added
 * before the first entry.
 */
public final class TimeWheel {
    private static final int DIGIT_BITS = 6;
    private static final int DIGITS = 1 << DIGIT_BITS;
    private static final int LEVELS = (Long.SIZE + DIGIT_BITS - 1) / DIGIT_BITS;
    private static final int CHUNK = 16; // entries
    private static final int NO_CHUNK = -1;
    private static final int ENOUGH = 24; // entries of a run that is not to be longer, or of a bucket not to be spread
    private static final int MOST_SORTED = 64; // entries of a run of several times

    private final long originMicros; // subtracted from all times, so that they are not negative
    private long standing; // no entry of a bucket is before that time
    private long runEnd; // what is added before that time comes too late for a bucket

    private int levels; // bit l: a bucket of level l has an entry
    private final long[] digitsByLevel = new long[LEVELS]; // bit d: bucket d of the level has an entry
    private final int[] countByBucket = new int[LEVELS * DIGITS];
    private final int[] chunkByBucket = new int[LEVELS * DIGITS]; // its last one, the only one that may not be full
    private final int[] nextByChunk; // of the free ones; in a bucket, the one before
    private final long[] timeBySlot; // [chunk * CHUNK + slot]
    private final int[] placeBySlot;
    private int freeChunk;

    private final long[] runTimes = new long[MOST_SORTED]; // unless it is tied
    private int[] runPlaces = new int[MOST_SORTED];
    private int[] spare = new int[0];
    private boolean tied; // the whole run is at the time that the wheel stands at
    private int runAt;
    private int runLength;
    private final PendingHeap late = new PendingHeap(MOST_SORTED);

    private boolean settled; // the first entry is known
    private boolean firstIsLate;
    private long first;

    /**
     * An empty wheel.
     *
     * @param places most that are in it at one time
     * @param originMicros no time is before that
     */
    public TimeWheel(int places, long originMicros) {
        this.originMicros = originMicros;
        int chunks = (int) Math.min(places, (long) places / CHUNK + LEVELS * DIGITS) + 1;
        nextByChunk = new int[chunks];
        timeBySlot = new long[chunks * CHUNK];
        placeBySlot = new int[chunks * CHUNK];
        for (int i = 0; i < chunks; i++) {
            nextByChunk[i] = i + 1;
        }
        Arrays.fill(chunkByBucket, NO_CHUNK);
    }

    public boolean isEmpty() {
        return !settled && !settle();
    }

    /** Pending time of the first place; there must be one. */
    public long firstMicros() {
        return isEmpty() ? 0 : first + originMicros;
    }

    /** The first place; there must be one. */
    public int firstPlace() {
        assert settled;
        return firstIsLate ? late.firstPlace() : runPlaces[runAt];
    }

    /** Adds a place, not before the first one. */
    public void add(long timeMicros, int place) {
        put(timeMicros - originMicros, place);
    }

    /** Takes the first place out; there must be one. */
    public void removeFirst() {
        assert settled;
        if (firstIsLate) {
            late.removeFirst();
        } else {
            runAt++;
        }
        settled = false;
    }

    /** Takes the first place out and adds it with another time. */
    public void moveFirst(long timeMicros) {
        int place = firstPlace();
        removeFirst();
        put(timeMicros - originMicros, place);
    }

    /** Whether the first place is the one that {@code ahead(0)} tells; there must be a first one. */
    public boolean firstIsAhead() {
        assert settled;
        return !firstIsLate;
    }

    /** How many places are certain to come within the next {@code most}; they are told by {@link #ahead}. */
    public int countAhead(int most) {
        return Math.min(most, runLength - runAt);
    }

    /** A place that will soon be first, {@code index} places on from it or a few more. */
    public int ahead(int index) {
        return runPlaces[runAt + index];
    }

    private void put(long time, int place) {
        assert time >= first : "time went back";
        if (time < runEnd) {
            late.add(time, place);
            settled = false;
            return;
        }
        // bit 0 stands in for a time equal to that of the wheel, which has no digit that differs
        int level = (Long.SIZE - 1 - Long.numberOfLeadingZeros((time ^ standing) | 1)) / DIGIT_BITS;
        int digit = (int) (time >>> level * DIGIT_BITS) & DIGITS - 1;
        int bucket = level * DIGITS + digit;
        int slot = countByBucket[bucket]++ % CHUNK;
        int chunk = chunkByBucket[bucket];
        if (slot == 0) {
            chunk = chunkFor(bucket);
            levels |= 1 << level;
            digitsByLevel[level] |= 1L << digit;
        }
        timeBySlot[chunk * CHUNK + slot] = time;
        placeBySlot[chunk * CHUNK + slot] = place;
    }

    private int chunkFor(int bucket) {
        int chunk = freeChunk;
        freeChunk = nextByChunk[chunk];
        nextByChunk[chunk] = chunkByBucket[bucket];
        chunkByBucket[bucket] = chunk;
        return chunk;
    }

    /** Finds the first entry; false if there is none. */
    private boolean settle() {
        if (runAt == runLength && late.isEmpty() && !turn()) {
            return false;
        }
        settled = true;
        firstIsLate = runAt == runLength || !late.isEmpty() && lateIsBefore(runTime(runAt), runPlaces[runAt]);
        first = firstIsLate ? late.firstMicros() : runTime(runAt);
        return true;
    }

    private long runTime(int at) {
        return tied ? standing : runTimes[at];
    }

    private boolean lateIsBefore(long time, int place) {
        return late.firstMicros() < time || (late.firstMicros() == time && late.firstPlace() < place);
    }

    /** Turns to the next run; false if there is none. */
    private boolean turn() {
        runAt = 0;
        runLength = 0;
        while (levels != 0) {
            int level = Integer.numberOfTrailingZeros(levels);
            int digit = Long.numberOfTrailingZeros(digitsByLevel[level]);
            if (countByBucket[level * DIGITS + digit] <= ENOUGH) {
                takeSome(level);
                return true;
            }
            int count = countByBucket[level * DIGITS + digit];
            int chunk = empty(level, digit);
            long differing = differing(chunk, count);
            if (differing == 0) {
                takeTied(chunk, count);
                return true;
            }
            spread(chunk, count, differing);
        }
        return false;
    }

    /** Makes a run of the next bucket of {@code level}, and of those behind it until it is long enough. */
    private void takeSome(int level) {
        tied = false;
        do {
            int digit = Long.numberOfTrailingZeros(digitsByLevel[level]);
            int count = countByBucket[level * DIGITS + digit];
            if (count > MOST_SORTED - runLength) {
                break;
            }
            int chunk = empty(level, digit);
            standing = timeBySlot[chunk * CHUNK] >>> level * DIGIT_BITS << level * DIGIT_BITS;
            for (int i = 0; i < count; i++) {
                insert(timeBySlot[chunk * CHUNK + i % CHUNK], placeBySlot[chunk * CHUNK + i % CHUNK]);
                chunk = (i + 1) % CHUNK == 0 || i + 1 == count ? free(chunk) : chunk;
            }
        } while (runLength < ENOUGH && digitsByLevel[level] != 0);
        long end = standing + (1L << level * DIGIT_BITS);
        runEnd = end < 0 ? Long.MAX_VALUE : end;
    }

    /** Inserts an entry into the run, from its end. */
    private void insert(long time, int place) {
        int at = runLength++;
        while (at > 0 && (time < runTimes[at - 1] || (time == runTimes[at - 1] && place < runPlaces[at - 1]))) {
            runTimes[at] = runTimes[at - 1];
            runPlaces[at] = runPlaces[at - 1];
            at--;
        }
        runTimes[at] = time;
        runPlaces[at] = place;
    }

    /** Makes a run of many entries that are all at one time. */
    private void takeTied(int firstChunk, int count) {
        tied = true;
        standing = timeBySlot[firstChunk * CHUNK];
        runEnd = standing + 1;
        if (count > runPlaces.length) {
            runPlaces = new int[count];
        }
        int chunk = firstChunk;
        for (runLength = 0; runLength < count; runLength += CHUNK) {
            System.arraycopy(placeBySlot, chunk * CHUNK, runPlaces, runLength, Math.min(CHUNK, count - runLength));
            chunk = free(chunk);
        }
        runLength = count;
        sortPlaces();
    }

    /** Merges ascending pieces, in which places usually come, until there is one. */
    private void sortPlaces() {
        if (spare.length < runPlaces.length) {
            spare = new int[runPlaces.length];
        }
        while (ascendingEnd(0) < runLength) {
            for (int start = 0; start < runLength; ) {
                int middle = ascendingEnd(start);
                int end = middle == runLength ? middle : ascendingEnd(middle);
                merge(start, middle, end);
                start = end;
            }
            int[] merged = spare;
            spare = runPlaces;
            runPlaces = merged;
        }
    }

    private int ascendingEnd(int start) {
        int end = start + 1;
        while (end < runLength && runPlaces[end] > runPlaces[end - 1]) {
            end++;
        }
        return end;
    }

    private void merge(int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
            boolean takeLeft = right == end || left < middle && runPlaces[left] < runPlaces[right];
            spare[at] = takeLeft ? runPlaces[left++] : runPlaces[right++];
        }
    }

    /** Puts the entries into buckets below, at once on the level of the highest digit in which they differ. */
    private void spread(int firstChunk, int count, long differing) {
        int level = (Long.SIZE - 1 - Long.numberOfLeadingZeros(differing)) / DIGIT_BITS;
        long below = level == LEVELS - 1 ? -1 : (1L << (level + 1) * DIGIT_BITS) - 1;
        standing = timeBySlot[firstChunk * CHUNK] & ~below;
        int chunk = firstChunk;
        for (int i = 0; i < count; i++) {
            put(timeBySlot[chunk * CHUNK + i % CHUNK], placeBySlot[chunk * CHUNK + i % CHUNK]);
            chunk = (i + 1) % CHUNK == 0 || i + 1 == count ? free(chunk) : chunk;
        }
    }

    /** The bits in which the times of a bucket's former entries differ. */
    private long differing(int firstChunk, int count) {
        int chunk = firstChunk;
        long time = timeBySlot[chunk * CHUNK];
        long differing = 0;
        for (int start = 0; start < count; start += CHUNK) {
            for (int slot = 0; slot < Math.min(CHUNK, count - start); slot++) {
                differing |= timeBySlot[chunk * CHUNK + slot] ^ time;
            }
            chunk = nextByChunk[chunk];
        }
        return differing;
    }

    /** Empties a bucket and gives its chunks, linked in the order in which they were filled. */
    private int empty(int level, int digit) {
        int bucket = level * DIGITS + digit;
        countByBucket[bucket] = 0;
        digitsByLevel[level] &= ~(1L << digit);
        if (digitsByLevel[level] == 0) {
            levels &= ~(1 << level);
        }
        int chunk = chunkByBucket[bucket];
        int behind = NO_CHUNK;
        chunkByBucket[bucket] = NO_CHUNK;
        while (chunk != NO_CHUNK) {
            int before = nextByChunk[chunk];
            nextByChunk[chunk] = behind;
            behind = chunk;
            chunk = before;
        }
        return behind;
    }

    /** Gives a chunk back; returns the one that was linked behind it. */
    private int free(int chunk) {
        int next = nextByChunk[chunk];
        nextByChunk[chunk] = freeChunk;
        freeChunk = chunk;
        return next;
    }
}
