package io.understudy.model.table;

import io.understudy.model.ColumnFormat;
import io.understudy.model.EntitySampler;
import io.understudy.model.EntityState;
import io.understudy.model.EventBatch;
import io.understudy.model.EventFrame;
import io.understudy.model.RareDial;
import io.understudy.model.SamplerSettings;
import io.understudy.model.chain.BalanceRule;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.EventRandom;
import io.understudy.model.chain.FrameBook;
import io.understudy.model.chain.WallClock;

/** Draws events from the tables. Scratch of one thread. */
final class TableSampler implements EntitySampler {
    private static final int EVENT = 2;
    private static final int FORCED = 4;
    private static final int MOST_TRIES = TimeDraw.MOST_TRIES;

    private final ChainShape shape;
    private final TableLaws laws;
    private final SamplerSettings settings;
    private final WordPlan plan;
    private final CodeBook book;
    private final EventCodes codes;
    private final PastWords past;
    private final int[] code;
    private final LawIndex index;
    private final TablePool pool;
    private final PastView marks;
    private final PastView next;
    private final TimeDraw time;
    private final ValueDraw[] values; // [numeric mark]
    private final FrameColumns columns;
    private final FrameBook classes;
    private final TableBirths births;
    private final KeyDraw keys;
    private final EventRandom random = new EventRandom();
    private final long eventKey;
    private final boolean stays;
    private final int noToken; // outcome of the token's law
    private final int categories;
    private final int numbers;
    private final BalanceRule balance; // null where no column runs
    private final TableBatch.Successor follow = this::follow;
    private final TableBatch batch; // null where events are drawn one by one
    private TableStarts starts; // null where the odds of starts are fixed
    private int nextLabel;
    private int nextToken;

    TableSampler(ChainShape shape, TableLaws laws, SamplerSettings settings) {
        this.shape = shape;
        this.laws = laws;
        this.settings = settings;
        plan = new WordPlan(shape, laws.balance() != null, laws.stay() != null);
        book = LawIndex.book(shape, laws);
        codes = LawIndex.codes(shape, laws, true);
        past = codes.past();
        code = codes.code;
        index = new LawIndex(laws);
        pool = new TablePool(index.laws(RareTilt.of(laws.label(), settings.rareOdds())));
        marks = codes.view(LawIndex.wanted(book, index.marks()));
        next = codes.view(LawIndex.wanted(book, index.next()));
        WallClock clock = new WallClock(shape.layout().timestamp().zoneId());
        time = new TimeDraw(shape, laws.grid(), pool, codes, clock, random);
        values = laws.numbers().stream()
                .map(number -> new ValueDraw(number.grid()))
                .toArray(ValueDraw[]::new);
        columns = new FrameColumns(shape, laws);
        classes = new FrameBook(shape, laws.balance(), laws.times());
        births = new TableBirths(shape, laws, settings, codes, clock, random);
        keys = new KeyDraw(shape, laws, settings, codes, index, pool, columns, random);
        eventKey = EventRandom.key(settings.seed(), EVENT);
        stays = laws.stay() != null;
        noToken = shape.tokens();
        categories = laws.categories().size();
        numbers = laws.numbers().size();
        balance = laws.balance();
        batch = balance != null
                ? null
                : new TableBatch(
                        shape, laws, settings, eventKey, pool, codes, time, values, keys.names, keys.fixed, columns);
    }

    @Override
    public void begin(EntityState entityState, long entity, long population) {
        birth((TableState) entityState, entity, population, 0, settings.startMicros());
    }

    private void birth(TableState state, long entity, long population, int incarnation, long notBefore) {
        long first = births.bear(state, entity, population, incarnation, notBefore);
        pendFirst(state.words, starts == null ? settings.rareOdds() : starts.dial.mostOdds(), first);
        if (starts != null) {
            starts.meet();
        }
    }

    private void pendFirst(long[] words, double odds, long first) {
        if (starts != null) {
            starts.open(words);
        }
        int label = drawLabel(words, odds);
        codes.take(label, -1);
        int token = pool.draw(index.first, code, random);
        int open = starts != null && starts.start() ? TableStarts.OPEN : 0;
        pend(words, label | open, token, first >= settings.endMicros() ? ENDED : first);
    }

    private int drawLabel(long[] words, double odds) {
        if (starts != null) {
            return starts.draw(words, code, odds);
        }
        return index.label < 0 ? 0 : pool.draw(index.label, code, random);
    }

    static void pend(long[] words, int label, int token, long timeMicros) {
        words[WordPlan.PENDING_TIME] = timeMicros;
        words[WordPlan.HEAD] = words[WordPlan.HEAD] & ~(0xffffL << 32) | (long) label << 32;
        words[WordPlan.TOKENS] = words[WordPlan.TOKENS] & 0xffff_ffff_ffffL | token + 1L << 48;
    }

    @Override
    public long nextTimeMicros(EntityState state) {
        return ((TableState) state).words[WordPlan.PENDING_TIME];
    }

    @Override
    public int together() {
        return batch == null ? 1 : EventBatch.MOST;
    }

    @Override
    public void emit(EntityState[] states, int count, EventBatch events) {
        batch.emit(states, count, events, follow);
    }

    @Override
    public void emit(EntityState entityState, EventFrame frame) {
        TableState state = (TableState) entityState;
        long[] words = state.words;
        random.open(eventKey, words[WordPlan.ENTITY], (int) words[WordPlan.COUNT]);
        codes.load(words, marks);
        int label = (int) (words[WordPlan.HEAD] >>> 32) & 0xffff;
        codes.take(label, (int) (words[WordPlan.TOKENS] >>> 48) - 1);
        long micros = words[WordPlan.PENDING_TIME];
        codes.at(words, micros);
        drawMarks(words, micros, frame, label);
        drawNext(state, micros);
    }

    private void drawMarks(long[] words, long micros, EventFrame frame, int asked) {
        keys.draw(words, frame);
        int label = keys.label(frame, micros, asked);
        codes.takeLabel(label);
        for (int i = 0; i < categories; i++) {
            codes.takeCategory(i, pool.draw(index.categories + i, code, random));
        }
        for (int i = 0; i < numbers; i++) {
            drawNumber(words, i);
        }
        long running = balance == null ? 0 : run(words);
        columns.write(words, codes, label, micros, running, frame);
        codes.append(words, micros, running);
    }

    private void drawNumber(long[] words, int mark) {
        int lastBin = past.lastBin(words, mark);
        int group = pool.draw(index.groups + mark, code, random);
        for (int tries = 0; group == TableLaws.Number.LAST && lastBin < 0; tries++) {
            group = tries < MOST_TRIES ? pool.draw(index.groups + mark, code, random) : TableLaws.Number.FIRST_GROUP;
        }
        if (group == TableLaws.Number.LAST) {
            codes.takeNumber(mark, past.lastNumber(words, mark), lastBin);
            return;
        }
        if (group == TableLaws.Number.MISSING) {
            codes.takeNumber(mark, ColumnFormat.MISSING, -1);
            return;
        }
        code[book.number(mark)] = group - TableLaws.Number.FIRST_GROUP + 1;
        int outcome = pool.draw(index.values + mark, code, random);
        codes.takeNumber(mark, values[mark].value(outcome, random.nextLong()), values[mark].bin(outcome));
    }

    /** The running column's value behind the event, whose amount is drawn again where it would fall too low. */
    private long run(long[] words) {
        int mark = balance.mark();
        int token = code[CodeBook.TOKEN_0] - 1;
        long before = codes.balance(words);
        long next = balance.next(before, token, codes.numbers[mark]);
        for (int tries = 0; next < balance.least() && next < before; tries++) {
            if (tries == MOST_TRIES) {
                codes.takeNumber(mark, values[mark].least(), 0);
                return balance.next(before, token, codes.numbers[mark]);
            }
            drawNumber(words, mark);
            next = balance.next(before, token, codes.numbers[mark]);
        }
        return next;
    }

    /** Draws class, token and time of the event behind the last one. */
    private void drawNext(TableState state, long lastMicros) {
        long[] words = state.words;
        next.load(words, codes.now(), codes);
        if (starts == null) {
            pendNext(state, drawNext(words, settings.rareOdds(), lastMicros, codes.now()), 0, lastMicros);
            return;
        }
        long micros = drawNext(words, starts.dial.mostOdds(), lastMicros, codes.now());
        starts.meet();
        boolean start = starts.start();
        if (start) {
            int startLabel = nextLabel;
            int startToken = nextToken;
            long startMicros = micros;
            micros = drawNext(words, 0, lastMicros, codes.now());
            if (startMicros <= micros && startMicros != ENDED) {
                nextLabel = startLabel;
                nextToken = startToken;
                micros = startMicros;
            }
        }
        pendNext(state, micros, start ? TableStarts.OPEN : 0, lastMicros);
    }

    /** Draws class and token of what comes next, and gives its time, {@link #ENDED} if nothing does. */
    private long drawNext(long[] words, double odds, long lastMicros, LocalTime from) {
        if (starts != null) {
            starts.open(words);
        }
        nextLabel = drawLabel(words, odds);
        codes.take(nextLabel, -1);
        nextToken = pool.draw(index.token, code, random);
        if (nextToken == noToken) {
            return ENDED;
        }
        codes.take(nextLabel, nextToken);
        long micros = time.draw(lastMicros, from);
        return stays && micros > words[plan.stay] ? ENDED : micros;
    }

    private void pendNext(TableState state, long micros, int open, long lastMicros) {
        if (micros == ENDED && settings.endMicros() == Long.MAX_VALUE) {
            follow(state, lastMicros);
            return;
        }
        pend(state.words, nextLabel | open, nextToken, micros >= settings.endMicros() ? ENDED : micros);
    }

    @Override
    public boolean steer(RareDial dial) {
        if (index.label < 0) {
            return false;
        }
        starts = new TableStarts(dial, laws.label(), random, settings.seed());
        return true;
    }

    @Override
    public boolean decide(EntityState entityState) {
        TableState state = (TableState) entityState;
        long[] words = state.words;
        if ((words[WordPlan.HEAD] >>> 32 & TableStarts.OPEN) == 0) {
            return true;
        }
        words[WordPlan.HEAD] &= ~((long) TableStarts.OPEN << 32);
        codes.load(state);
        return (int) words[WordPlan.COUNT] == 0 ? decideFirst(words) : decideNext(state);
    }

    private boolean decideFirst(long[] words) {
        long micros = words[WordPlan.PENDING_TIME];
        starts.open(words);
        starts.draw(words, code, starts.dial.mostOdds());
        if (!starts.takes(words, micros)) {
            pendFirst(words, 0, micros);
        }
        return true;
    }

    /** Decides on a start that is pending itself, or else on one behind the event that is and would not be. */
    private boolean decideNext(TableState state) {
        long[] words = state.words;
        boolean pending = (words[WordPlan.HEAD] >>> 32 & 0xffff) != 0;
        long lastMicros = words[WordPlan.LAST_TIME];
        long before = words[WordPlan.PENDING_TIME];
        long micros = drawNext(words, starts.dial.mostOdds(), lastMicros, codes.last());
        int startLabel = nextLabel;
        int startToken = nextToken;
        boolean taken = starts.takes(words, micros);
        if (taken == pending) {
            return true;
        }
        if (taken) {
            nextLabel = startLabel;
            nextToken = startToken;
        } else {
            micros = Math.max(before, drawNext(words, 0, lastMicros, codes.last()));
        }
        pendNext(state, micros, 0, before);
        return false;
    }

    /** Begins the entity that takes the place of one that ended at {@code lastMicros}. */
    private void follow(TableState state, long lastMicros) {
        long[] words = state.words;
        long population = words[WordPlan.COUNT] >>> 32;
        birth(
                state,
                words[WordPlan.ENTITY] + population,
                population,
                (int) (words[WordPlan.HEAD] >>> 48) + 1,
                lastMicros + shape.resolutionMicros());
    }

    @Override
    public void emitForced(EntityState entityState, long label, long timeMicros, long randomSeed, EventFrame frame) {
        TableState state = (TableState) entityState;
        force(state, label, timeMicros, randomSeed);
        codes.at(state.words, timeMicros);
        drawMarks(state.words, timeMicros, frame, classes.classOf(label));
    }

    @Override
    public long forcedGapMicros(EntityState entityState, long label, long randomSeed) {
        TableState state = (TableState) entityState;
        long last = state.words[WordPlan.LAST_TIME];
        force(state, label, last, randomSeed);
        return (int) state.words[WordPlan.COUNT] == 0 ? 0 : time.draw(last, codes.last()) - last;
    }

    /** Draws the token of an event of a class. */
    private void force(TableState state, long label, long timeMicros, long randomSeed) {
        long[] words = state.words;
        random.open(randomSeed, words[WordPlan.ENTITY], (int) words[WordPlan.COUNT], FORCED);
        boolean begun = (int) words[WordPlan.COUNT] > 0;
        if (!begun) {
            words[WordPlan.LAST_TIME] = timeMicros;
        }
        codes.load(state);
        if ((words[WordPlan.HEAD] & 0xffff) == 0) {
            code[CodeBook.CLUSTER] = Belief.likeliest(state);
        }
        int asked = classes.classOf(label);
        int own = shape.borneByKey(asked) ? 0 : asked;
        codes.take(own, -1);
        int token = noToken;
        for (int tries = 0; token == noToken && tries < MOST_TRIES; tries++) {
            token = pool.draw(begun ? index.token : index.first, code, random);
        }
        codes.take(own, token == noToken ? pool.draw(index.first, code, random) : token);
    }
}
