package io.understudy.model.table;

import io.understudy.model.chain.WallClock;
import java.util.Arrays;

/**
 * Which features of the past are filled in before some laws are asked: most are bits of a word of the entity's state, and
 * only those that the laws look at are taken out. Immutable.
 */
final class PastView {
    private final int[] feature; // [field]
    private final int[] word; // [field]
    private final int[] shift; // [field]
    private final int[] mask; // [field]
    private final int[] keys; // whose number of used places is looked at
    private final int firstKey;
    private final boolean calendar;
    private final boolean count;
    private final boolean age;
    private final boolean balance;

    /** The view of the features that are {@code wanted}. */
    PastView(WordPlan plan, CodeBook book, boolean[] wanted) {
        int[][] fields = Arrays.stream(fields(plan, book))
                .filter(field -> wanted[field[0]])
                .toArray(int[][]::new);
        feature = Arrays.stream(fields).mapToInt(field -> field[0]).toArray();
        word = Arrays.stream(fields).mapToInt(field -> field[1]).toArray();
        shift = Arrays.stream(fields).mapToInt(field -> field[2]).toArray();
        mask = Arrays.stream(fields).mapToInt(field -> (1 << field[3]) - 1).toArray();
        firstKey = book.keysUsed(0);
        keys = java.util.stream.IntStream.range(0, book.keys())
                .filter(key -> wanted[firstKey + key])
                .toArray();
        calendar = wanted[CodeBook.HOUR_1]
                || wanted[CodeBook.WEEKDAY_1]
                || wanted[CodeBook.DAY_1]
                || wanted[CodeBook.LEFT_1];
        count = wanted[CodeBook.COUNT];
        age = wanted[CodeBook.AGE];
        balance = wanted[CodeBook.BALANCE];
    }

    /** Feature, word, shift and number of bits of all features that are bits of a word. */
    private static int[][] fields(WordPlan plan, CodeBook book) {
        int head = 11;
        int[][] fields = new int[head + book.categories() + 2 * book.numbers() + book.statics()][];
        fields[0] = new int[] {CodeBook.LAST_LABEL, WordPlan.HEAD, 16, 16};
        fields[1] = new int[] {CodeBook.TOKEN_1, WordPlan.TOKENS, 0, 16};
        fields[2] = new int[] {CodeBook.TOKEN_2, WordPlan.TOKENS, 16, 16};
        fields[3] = new int[] {CodeBook.TOKEN_3, WordPlan.TOKENS, 32, 16};
        fields[4] = new int[] {CodeBook.GAP_1, WordPlan.RHYTHM, 0, 8};
        fields[5] = new int[] {CodeBook.GAP_MEAN, WordPlan.RHYTHM, 10, 6};
        fields[6] = new int[] {CodeBook.INSTANTS, WordPlan.RHYTHM, 16, 8};
        fields[7] = new int[] {CodeBook.DAY_COUNT, WordPlan.RHYTHM, 24, 8};
        fields[8] = new int[] {CodeBook.HOUR_MEAN, WordPlan.RHYTHM, 35, 5};
        fields[9] = new int[] {CodeBook.LABELLED, WordPlan.RHYTHM, 40, 8};
        fields[10] = new int[] {CodeBook.RUN, WordPlan.RHYTHM, 48, 8};
        int at = head;
        for (int i = 0; i < book.categories(); i++) {
            fields[at++] = new int[] {book.lastCategory(i), plan.categories + (i >> 2), (i & 3) << 4, 16};
        }
        for (int i = 0; i < book.numbers(); i++) {
            int from = (i & 1) << 5;
            int levelBits = Integer.numberOfTrailingZeros(CodeBook.LEVELS);
            fields[at++] = new int[] {
                book.level(i), plan.numbers + (i >> 1), from + PastWords.LEVEL_BITS - levelBits, levelBits
            };
            fields[at++] = new int[] {book.lastNumber(i), plan.numbers + (i >> 1), from + PastWords.CODE_SHIFT, 8};
        }
        for (int i = 0; i < book.statics(); i++) {
            fields[at++] = new int[] {book.fixed(i), plan.staticCodes + (i >> 2), (i & 3) << 4, 16};
        }
        return fields;
    }

    /** Fills in the past of an entity whose last event was at {@code last}. */
    void load(long[] words, LocalTime last, EventCodes codes) {
        int[] to = codes.code;
        to[CodeBook.CLUSTER] = Math.max(0, (int) (words[WordPlan.HEAD] & 0xffff) - 1);
        for (int i = 0; i < feature.length; i++) {
            to[feature[i]] = (int) (words[word[i]] >>> shift[i]) & mask[i];
        }
        if (calendar) {
            to[CodeBook.HOUR_1] = last.hour;
            to[CodeBook.WEEKDAY_1] = last.weekday;
            to[CodeBook.DAY_1] = last.dayOfMonth;
            to[CodeBook.LEFT_1] = last.left;
        }
        int events = (int) words[WordPlan.COUNT];
        if (count) {
            to[CodeBook.COUNT] = countCode(events);
        }
        if (age) {
            to[CodeBook.AGE] = ageCode(words, events);
        }
        for (int i : keys) {
            to[firstKey + i] = keysCode(words, i, codes);
        }
        if (balance) {
            to[CodeBook.BALANCE] = codes.balanceCode(events > 0, codes.balance(words));
        }
    }

    /** Fills in the past of the entities of some lanes, apart from the calendar and the balance. */
    void load(Lanes lanes, int count, EventCodes codes) {
        int[] to = lanes.code;
        long[][] words = lanes.words;
        for (int lane = 0; lane < count; lane++) {
            int cluster = (int) (words[lane][WordPlan.HEAD] & 0xffff) - 1;
            to[CodeBook.CLUSTER * Lanes.MOST + lane] = Math.max(0, cluster);
        }
        for (int i = 0; i < feature.length; i++) {
            int from = word[i];
            int by = shift[i];
            int itsMask = mask[i];
            int at = feature[i] * Lanes.MOST;
            for (int lane = 0; lane < count; lane++) {
                to[at + lane] = (int) (words[lane][from] >>> by) & itsMask;
            }
        }
        if (this.count || age || keys.length > 0) {
            for (int lane = 0; lane < count; lane++) {
                loadCounts(words[lane], to, lane, codes);
            }
        }
    }

    private void loadCounts(long[] words, int[] to, int lane, EventCodes codes) {
        int events = (int) words[WordPlan.COUNT];
        to[CodeBook.COUNT * Lanes.MOST + lane] = countCode(events);
        to[CodeBook.AGE * Lanes.MOST + lane] = ageCode(words, events);
        for (int i : keys) {
            to[(firstKey + i) * Lanes.MOST + lane] = keysCode(words, i, codes);
        }
    }

    private static int countCode(int events) {
        return events < 8 ? events : Math.min(CodeBook.COUNTS - 1, 4 + octave(events));
    }

    private static int ageCode(long[] words, int events) {
        long micros = events > 0 ? words[WordPlan.LAST_TIME] - words[WordPlan.FIRST_TIME] : 0;
        return Math.min(CodeBook.COUNTS - 1, octave(micros / WallClock.DAY));
    }

    private static int keysCode(long[] words, int key, EventCodes codes) {
        return Math.min(CodeBook.FEW - 1, octave(codes.past().usedKeys(words, key)));
    }

    /** Whether bits of the word that keeps an entity's rhythm are among the wanted features. */
    static boolean rhythms(boolean[] wanted) {
        return wanted[CodeBook.GAP_1]
                || wanted[CodeBook.GAP_MEAN]
                || wanted[CodeBook.INSTANTS]
                || wanted[CodeBook.DAY_COUNT]
                || wanted[CodeBook.HOUR_MEAN]
                || wanted[CodeBook.LABELLED]
                || wanted[CodeBook.RUN];
    }

    /** Whether the calendar of the last event is looked at. */
    boolean calendar() {
        return calendar;
    }

    /** 0, then 1 + the whole binary logarithm. */
    private static int octave(long value) {
        return Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, value));
    }
}
