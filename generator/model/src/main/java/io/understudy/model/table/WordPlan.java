package io.understudy.model.table;

import io.understudy.model.chain.ChainShape;

/** Where the state of an entity keeps what: places of its words, which are 64 bits each. Immutable. */
final class WordPlan {
    static final int ENTITY = 0;
    static final int PENDING_TIME = 1; // microseconds
    static final int LAST_TIME = 2;
    static final int FIRST_TIME = 3;
    static final int COUNT = 4; // events so far in the lower half, population in the upper
    static final int HEAD = 5; // cluster + 1 (0 while unknown), last class, pending class, incarnation; 16 bits each
    static final int TOKENS = 6; // last, second-last, third-last, pending, each + 1; 16 bits each
    static final int RHYTHM = 7; // bytes: gap, mean gap * 4, instants, events of the day, mean hour * 8, labelled, run
    private static final int FIXED_WORDS = 8;

    final int categories; // last values + 1, four to a word
    final int numbers; // mean quantile, last bin + 1, 16 bits each; two numbers to a word
    final int lastNumbers; // a word each
    final int keys; // used, last place + 1, 16 bits each; two keys to a word
    final int statics; // a word each
    final int staticCodes; // four to a word
    final int balance;
    final int stay;
    private final int words;

    /** {@code balance} and {@code stay} say whether there is a running column, and a time behind which there is no event. */
    WordPlan(ChainShape shape, boolean balance, boolean stay) {
        categories = FIXED_WORDS;
        int numberCount = shape.numericColumns().length;
        int staticCount = shape.staticColumns().length;
        numbers = categories + (shape.categoricalColumns().length + 3) / 4;
        lastNumbers = numbers + (numberCount + 1) / 2;
        keys = lastNumbers + numberCount;
        statics = keys + (shape.keyColumns().length + 1) / 2;
        staticCodes = statics + staticCount;
        this.balance = staticCodes + (staticCount + 3) / 4;
        this.stay = this.balance + (balance ? 1 : 0);
        words = this.stay + (stay ? 1 : 0);
    }

    int words() {
        return words;
    }
}
