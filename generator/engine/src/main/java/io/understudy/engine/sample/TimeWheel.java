package io.understudy.engine.sample;

import java.util.Arrays;

/**
 * Places in order of their pending times, then by place: a hierarchical timing wheel (Varghese and Lauck, 1987) whose
 * level is the highest digit of six bits in which a time differs from the time the wheel stands at, as in a radix heap
 * (Ahuja, Mehlhorn, Orlin and Tarjan, 1990). It needs no width of a bucket: a bucket of many entries is spread over the
 * levels below, one of few becomes the next <em>run</em> and is sorted. What is added to the time of the run joins it;
 * only what comes before the run's first waits in a heap.
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
    private static final int FEW = 24; // entries that are sorted as they come
    private static final int MOST_SORTED = 256; // entries of a bucket that is not to be spread
    private static final int LONG_RUN = 192; // entries of a run that is long enough
    private static final int RUNS = 64; // at least, of all places: what comes too late for a bucket is to stay rare

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

    private final int enough; // entries of a run
    private final long[] runTimes = new long[LONG_RUN + MOST_SORTED]; // unless it is tied
    private int[] runPlaces = new int[LONG_RUN + MOST_SORTED];
    private final int[] binEnds = new int[DIGITS];
    private final PlaceSort tiedPlaces = new PlaceSort();
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
        enough = Math.max(FEW, Math.min(LONG_RUN, places / RUNS));
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

    /**
     * Takes the first places out, {@code most} of them or all there are, and writes them in their order. What is added next may
     * be as early as the first of them.
     *
     * @return how many
     */
    public int take(int most, int[] places) {
        long firstTaken = isEmpty() ? 0 : first;
        int count = 0;
        while (count < most && !isEmpty()) {
            if (firstIsLate) {
                places[count++] = late.firstPlace();
                late.removeFirst();
            } else {
                int some = late.isEmpty() ? Math.min(most - count, runLength - runAt) : 1;
                System.arraycopy(runPlaces, runAt, places, count, some);
                runAt += some;
                count += some;
            }
            settled = false;
        }
        first = firstTaken;
        return count;
    }

    private void put(long time, int place) {
        assert time >= first : "time went back";
        if (time < runEnd) {
            join(time, place);
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

    /** Adds an entry to the run, or to what is late if its place there has been given away. */
    private void join(long time, int place) {
        if (runAt == runLength) {
            runAt = 0;
            runLength = 0;
        }
        if (tied || runLength == runTimes.length || runAt < runLength && isBefore(time, place, runAt)) {
            late.add(time, place);
        } else {
            insert(time, place, runAt);
        }
    }

    private boolean isBefore(long time, int place, int at) {
        return time < runTimes[at] || (time == runTimes[at] && place < runPlaces[at]);
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
            int count = countByBucket[level * DIGITS + digit];
            if (count <= FEW) {
                takeSome(level);
                return true;
            }
            int chunk = empty(level, digit);
            long differing = differing(chunk, count);
            if (differing == 0) {
                takeTied(chunk, count);
                return true;
            }
            if (count <= MOST_SORTED) {
                tied = false;
                take(level, chunk, count, differing);
                takeSome(level);
                return true;
            }
            spread(chunk, count, differing);
        }
        return false;
    }

    /** Makes a run, or the rest of one, of the next buckets of {@code level} until it is long enough. */
    private void takeSome(int level) {
        tied = false;
        while (runLength < enough && digitsByLevel[level] != 0) {
            int digit = Long.numberOfTrailingZeros(digitsByLevel[level]);
            int count = countByBucket[level * DIGITS + digit];
            if (count > FEW) {
                break;
            }
            take(level, empty(level, digit), count, 0);
        }
    }

    /** Adds the entries of the first bucket of a level to the run; {@code differing} is 0 where they are few. */
    private void take(int level, int firstChunk, int count, long differing) {
        int chunk = firstChunk;
        standing = timeBySlot[chunk * CHUNK] >>> level * DIGIT_BITS << level * DIGIT_BITS;
        long end = standing + (1L << level * DIGIT_BITS);
        runEnd = end < 0 ? Long.MAX_VALUE : end;
        if (differing != 0) {
            takeByBins(firstChunk, count, differing);
            return;
        }
        int first = runLength;
        for (int i = 0; i < count; i++) {
            insert(timeBySlot[chunk * CHUNK + i % CHUNK], placeBySlot[chunk * CHUNK + i % CHUNK], first);
            chunk = (i + 1) % CHUNK == 0 || i + 1 == count ? free(chunk) : chunk;
        }
    }

    /** Adds entries to the run in the order of the highest digit in which they differ, then moves each by the few it lacks. */
    private void takeByBins(int firstChunk, int count, long differing) {
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(differing) - DIGIT_BITS);
        Arrays.fill(binEnds, 0);
        int chunk = firstChunk;
        for (int start = 0; start < count; start += CHUNK) {
            for (int slot = 0; slot < Math.min(CHUNK, count - start); slot++) {
                binEnds[(int) (timeBySlot[chunk * CHUNK + slot] >>> shift) & DIGITS - 1]++;
            }
            chunk = nextByChunk[chunk];
        }
        int end = runLength;
        for (int bin = 0; bin < DIGITS; bin++) {
            int size = binEnds[bin];
            binEnds[bin] = end;
            end += size;
        }
        chunk = firstChunk;
        for (int start = 0; start < count; start += CHUNK) {
            for (int slot = 0; slot < Math.min(CHUNK, count - start); slot++) {
                long time = timeBySlot[chunk * CHUNK + slot];
                int at = binEnds[(int) (time >>> shift) & DIGITS - 1]++;
                runTimes[at] = time;
                runPlaces[at] = placeBySlot[chunk * CHUNK + slot];
            }
            chunk = free(chunk);
        }
        int first = runLength;
        while (runLength < end) {
            insert(runTimes[runLength], runPlaces[runLength], first);
        }
    }

    /** Inserts an entry into the run, from its end, not before {@code first}. */
    private void insert(long time, int place, int first) {
        int at = runLength++;
        while (at > first && isBefore(time, place, at - 1)) {
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
        runPlaces = tiedPlaces.sort(runPlaces, runLength);
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
