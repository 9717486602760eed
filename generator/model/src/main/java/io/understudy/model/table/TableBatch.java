package io.understudy.model.table;

import io.understudy.model.ColumnFormat;
import io.understudy.model.EntitySampler;
import io.understudy.model.EntityState;
import io.understudy.model.EventBatch;
import io.understudy.model.SamplerSettings;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.EventRandom;
import io.understudy.model.chain.KeyEpisodes;
import io.understudy.model.chain.KeyLaw;
import io.understudy.model.chain.WallClock;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Draws the pending events of several entities law by law: one law in all lanes before the next. Lanes do not depend on one
 * another, so that the waits for memory and the long chains of arithmetic of many events overlap, where those of one event
 * follow each other. Each lane has its own random stream and takes from it in the order of {@link TableSampler#emit}, hence
 * draws the same event. Not for models with a running column, whose amounts may be drawn again. Scratch of one sampler.
 */
final class TableBatch {
    private static final int MOST = Lanes.MOST;
    private static final int[] CALENDAR = {
        CodeBook.HOUR_0, CodeBook.HOUR_1,
        CodeBook.WEEKDAY_0, CodeBook.WEEKDAY_1,
        CodeBook.DAY_0, CodeBook.DAY_1,
        CodeBook.LEFT_0, CodeBook.LEFT_1
    };

    private final ChainShape shape;
    private final TableLaws laws;
    private final SamplerSettings settings;
    private final long eventKey;
    private final LawIndex index;
    private final TablePool pool;
    private final EventCodes codes;
    private final PastWords past;
    private final PastView marks;
    private final PastView next;
    private final TimeDraw time;
    private final ValueDraw[] values; // [numeric mark]
    private final LaneKeys[] names; // [key]
    private final FrameColumns columns;
    private final CodeBook book;
    private final KeyEpisodes[] episodes;
    private final long[] episodeBounds; // [episodes]
    private final boolean[] fixedKeys; // [key]
    private final int stay; // word of the state; -1 where entities come and go as they like
    private final LocalTime last;
    private final LocalTime now;
    private final boolean looksBack; // at the local time of the event before
    private final boolean[] keptNumbers; // [numeric mark] whose last value or level is looked at or drawn again
    private final boolean months; // the days of which are looked at
    private final boolean gaps; // looked at by some law of marks
    private final int[]
            carried; // features of the event at hand and, behind each, those that they are of the one before
    private final boolean rhythms; // looked at by some law
    private final Lanes lanes;
    private final int[] places; // [key * MOST + lane]
    private final long[] numbers; // [numeric mark * MOST + lane]
    private final int[] bins; // [numeric mark * MOST + lane]
    private long touched;

    /** A batch of a sampler whose other parts these are. */
    TableBatch(
            ChainShape shape,
            TableLaws laws,
            SamplerSettings settings,
            long eventKey,
            TablePool pool,
            EventCodes codes,
            TimeDraw time,
            ValueDraw[] values,
            KeyNames[] names,
            boolean[] fixedKeys,
            FrameColumns columns) {
        this.shape = shape;
        this.laws = laws;
        this.settings = settings;
        this.eventKey = eventKey;
        this.pool = pool;
        this.codes = codes;
        past = codes.past();
        this.time = time;
        this.values = values.clone();
        this.names = Arrays.stream(names).map(LaneKeys::new).toArray(LaneKeys[]::new);
        this.fixedKeys = fixedKeys.clone();
        this.columns = columns;
        book = LawIndex.book(shape, laws);
        index = new LawIndex(laws);
        boolean[] wantedByMarks = LawIndex.wanted(book, index.marks());
        boolean[] wantedByNext = LawIndex.wanted(book, index.next());
        marks = codes.view(wantedByMarks);
        next = codes.view(wantedByNext);
        rhythms = PastView.rhythms(wantedByMarks) || PastView.rhythms(wantedByNext);
        looksBack = rhythms || marks.calendar() || wantedByMarks[CodeBook.DAYS_0] || wantedByNext[CodeBook.DAYS_0];
        keptNumbers = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            RowTable groups = laws.numbers().get(i).group();
            boolean again = IntStream.range(0, groups.rows().length)
                    .anyMatch(row -> groups.mass(row, TableLaws.Number.LAST, TableLaws.Number.LAST + 1) > 0);
            int last = book.lastNumber(i);
            int level = book.level(i);
            keptNumbers[i] =
                    again || wantedByMarks[last] || wantedByMarks[level] || wantedByNext[last] || wantedByNext[level];
        }
        months = codes.months();
        gaps = wantedByMarks[CodeBook.GAP_0];
        carried = IntStream.range(0, CALENDAR.length)
                .filter(i -> wantedByNext[CALENDAR[i / 2 * 2 + 1]])
                .map(i -> CALENDAR[i])
                .toArray();
        episodes = laws.episodes().toArray(KeyEpisodes[]::new);
        episodeBounds = Arrays.stream(episodes)
                .mapToLong(law -> law.bound(settings.rareOdds()))
                .toArray();
        stay = laws.stay() == null ? -1 : new WordPlan(shape, laws.balance() != null, true).stay;
        WallClock clock = new WallClock(shape.layout().timestamp().zoneId());
        last = new LocalTime(clock, months);
        now = new LocalTime(clock, months);
        lanes = new Lanes(book.size());
        places = new int[names.length * MOST];
        numbers = new long[values.length * MOST];
        bins = new int[values.length * MOST];
    }

    /** What {@link #emit} does with an entity that has ended. */
    interface Successor {
        void begin(TableState state, long lastMicros);
    }

    /** Draws the events of the first {@code count} of {@code states}. */
    void emit(EntityState[] states, int count, EventBatch batch, Successor successor) {
        load(states, count);
        look(count);
        for (int i = 0; i < names.length; i++) {
            drawKey(i, count, batch);
        }
        meet(count, batch);
        int firstCategory = book.category(0);
        for (int i = 0; i < laws.categories().size(); i++) {
            pool.draw(index.categories + i, lanes, count, lanes.code, (firstCategory + i) * MOST);
        }
        for (int i = 0; i < values.length; i++) {
            drawNumber(i, count);
        }
        columns.write(lanes, codes, numbers, count, batch);
        past.add(lanes, count, rhythms, keptNumbers, places, numbers, bins);
        drawNext(count);
        pend(states, count, batch, successor);
    }

    private void load(EntityState[] states, int count) {
        for (int lane = 0; lane < count; lane++) {
            lanes.words[lane] = ((TableState) states[lane]).words;
        }
        long sum = 0;
        for (int lane = 0; lane < count; lane++) { // so that all lines of memory are on their way
            long[] words = lanes.words[lane];
            sum += words[0] + words[words.length - 1];
        }
        touched += sum;
        for (int lane = 0; lane < count; lane++) {
            long[] words = lanes.words[lane];
            lanes.entity[lane] = words[WordPlan.ENTITY];
            lanes.random[lane] = EventRandom.start(eventKey, words[WordPlan.ENTITY], (int) words[WordPlan.COUNT]);
            int label = (int) (words[WordPlan.HEAD] >>> 32) & 0xffff;
            lanes.label[lane] = label;
            lanes.code(CodeBook.OWN_LABEL, lane, label);
            lanes.code(CodeBook.TOKEN_0, lane, (int) (words[WordPlan.TOKENS] >>> 48));
            lanes.micros[lane] = words[WordPlan.PENDING_TIME];
        }
        marks.load(lanes, count, codes);
    }

    /** What {@link #load} has read of words, so that the reads are not left out. */
    long touched() {
        return touched;
    }

    /** Looks at the local times of the events at hand, and of those before them. */
    private void look(int count) {
        for (int lane = 0; lane < count; lane++) {
            now.look(lanes.micros[lane]);
            lanes.day[lane] = now.day;
            lanes.dayMicros[lane] = now.dayMicros;
            lanes.code(CodeBook.HOUR_0, lane, now.hour);
            lanes.code(CodeBook.WEEKDAY_0, lane, now.weekday);
            if (months) {
                lanes.code(CodeBook.DAY_0, lane, now.dayOfMonth);
                lanes.code(CodeBook.LEFT_0, lane, now.left);
            }
        }
        for (int lane = 0; gaps && lane < count; lane++) {
            long[] words = lanes.words[lane];
            long gap = lanes.micros[lane] - words[WordPlan.LAST_TIME];
            lanes.code(CodeBook.GAP_0, lane, (int) words[WordPlan.COUNT] == 0 ? 0 : PastWords.gapCode(gap));
        }
        for (int lane = 0; looksBack && lane < count; lane++) {
            last.look(lanes.words[lane][WordPlan.LAST_TIME]);
            lanes.lastDay[lane] = last.day;
            long ahead = lanes.day[lane] - last.day;
            lanes.code(CodeBook.DAYS_0, lane, (int) Math.max(0, Math.min(CodeBook.COUNTS - 1, ahead)));
            lanes.code(CodeBook.HOUR_1, lane, last.hour);
            lanes.code(CodeBook.WEEKDAY_1, lane, last.weekday);
            lanes.code(CodeBook.DAY_1, lane, last.dayOfMonth);
            lanes.code(CodeBook.LEFT_1, lane, last.left);
        }
    }

    private void drawKey(int key, int count, EventBatch batch) {
        int law = index.keyKinds + key;
        int kinds = book.keyKind(key) * MOST;
        if (fixedKeys[key]) {
            for (int lane = 0; lane < count; lane++) {
                long[] words = lanes.words[lane];
                boolean begun = (int) words[WordPlan.COUNT] > 0;
                int place = past.lastKey(words, key);
                if (begun) {
                    lanes.code[kinds + lane] = place == 0 ? KeyLaw.MISSING : KeyLaw.LAST;
                    places[key * MOST + lane] = place;
                } else {
                    lanes.code[kinds + lane] = pool.draw(law, lanes, lane);
                    placeKey(key, lane);
                }
            }
        } else {
            pool.draw(law, lanes, count, lanes.code, kinds);
            for (int lane = 0; lane < count; lane++) {
                placeKey(key, lane);
            }
        }
        names[key].write(lanes, places, key * MOST, count, batch, columns.keyColumns[key]);
    }

    private void placeKey(int key, int lane) {
        long[] words = lanes.words[lane];
        int kind = lanes.code(book.keyKind(key), lane);
        places[key * MOST + lane] =
                KeyDraw.place(kind, past.usedKeys(words, key), past.lastKey(words, key), lanes.bits(lane));
    }

    /** Finds the classes that the events' keys bring. */
    private void meet(int count, EventBatch batch) {
        if (episodes.length == 0) {
            System.arraycopy(lanes.label, 0, lanes.code, CodeBook.LABEL * MOST, count);
            return;
        }
        for (int lane = 0; lane < count; lane++) {
            int label = lanes.label[lane];
            int law = shape.borneByKey(label) ? episodes.length : 0;
            while (law < episodes.length && label == 0) {
                KeyEpisodes episode = episodes[law];
                long key = batch.values[lane * batch.columns + columns.keyColumns[episode.key()]];
                if (key != ColumnFormat.MISSING
                        && episode.activeBelow(episodeBounds[law], settings.seed(), key, lanes.micros[lane])
                        && unit(lanes.bits(lane)) < episode.share()) {
                    label = episode.label();
                }
                law++;
            }
            lanes.label[lane] = label;
            lanes.code(CodeBook.LABEL, lane, label);
        }
    }

    private static double unit(long bits) {
        return (bits >>> 11) * 0x1.0p-53;
    }

    private void drawNumber(int mark, int count) {
        int groups = index.groups + mark;
        int[] outcome = lanes.outcome;
        int[] chosen = lanes.chosen;
        int at = mark * MOST;
        int code = book.number(mark) * MOST;
        pool.draw(groups, lanes, count, outcome, 0);
        int open = 0;
        for (int lane = 0; lane < count; lane++) {
            int group = outcome[lane];
            if (group == TableLaws.Number.LAST) {
                group = again(groups, mark, lane);
            }
            if (group == TableLaws.Number.LAST) {
                numbers[at + lane] = past.lastNumber(lanes.words[lane], mark);
                bins[at + lane] = past.lastBin(lanes.words[lane], mark);
            } else {
                numbers[at + lane] = ColumnFormat.MISSING;
                bins[at + lane] = -1;
            }
            lanes.code[code + lane] = Math.max(0, group - TableLaws.Number.FIRST_GROUP + 1);
            chosen[open] = lane;
            open += group >= TableLaws.Number.FIRST_GROUP ? 1 : 0;
        }
        int law = index.values + mark;
        ValueDraw draw = values[mark];
        pool.drawChosen(law, lanes, chosen, open, outcome);
        for (int i = 0; i < open; i++) {
            int lane = chosen[i];
            numbers[at + lane] = draw.value(outcome[lane], lanes.bits(lane));
            bins[at + lane] = draw.bin(outcome[lane]);
        }
        for (int lane = 0; lane < count; lane++) {
            lanes.code[code + lane] = past.codeOf(mark, bins[at + lane]);
        }
    }

    /** The last value's group, unless there is no last value: then another that is drawn. */
    private int again(int groups, int mark, int lane) {
        int group = TableLaws.Number.LAST;
        boolean none = past.lastBin(lanes.words[lane], mark) < 0;
        for (int tries = 0; none && group == TableLaws.Number.LAST; tries++) {
            group = tries < TimeDraw.MOST_TRIES ? pool.draw(groups, lanes, lane) : TableLaws.Number.FIRST_GROUP;
        }
        return group;
    }

    /** Draws class, token and time of the events behind those at hand. */
    private void drawNext(int count) {
        next.load(lanes, count, codes);
        for (int i = 0; i < carried.length; i += 2) {
            System.arraycopy(lanes.code, carried[i] * MOST, lanes.code, carried[i + 1] * MOST, count);
        }
        int owns = CodeBook.OWN_LABEL * MOST;
        int tokens = CodeBook.TOKEN_0 * MOST;
        if (index.label >= 0) {
            pool.draw(index.label, lanes, count, lanes.label, 0);
        }
        for (int lane = 0; lane < count; lane++) {
            lanes.code[owns + lane] = index.label >= 0 ? lanes.label[lane] : 0;
            lanes.code[tokens + lane] = 0;
        }
        pool.draw(index.token, lanes, count, lanes.outcome, 0);
        for (int lane = 0; lane < count; lane++) {
            int token = lanes.outcome[lane];
            lanes.code[tokens + lane] = token == shape.tokens() ? 0 : token + 1;
        }
        time.draw(lanes, count);
    }

    private void pend(EntityState[] states, int count, EventBatch batch, Successor successor) {
        for (int lane = 0; lane < count; lane++) {
            long[] words = lanes.words[lane];
            int token = lanes.code(CodeBook.TOKEN_0, lane) - 1;
            long micros = token < 0 ? EntitySampler.ENDED : lanes.nextMicros[lane];
            micros = stay >= 0 && micros > words[stay] ? EntitySampler.ENDED : micros;
            if (micros == EntitySampler.ENDED && settings.endMicros() == Long.MAX_VALUE) {
                successor.begin((TableState) states[lane], lanes.micros[lane]);
            } else {
                micros = micros >= settings.endMicros() ? EntitySampler.ENDED : micros;
                TableSampler.pend(
                        words, lanes.code(CodeBook.OWN_LABEL, lane), token < 0 ? shape.tokens() : token, micros);
            }
            batch.nextMicros[lane] = words[WordPlan.PENDING_TIME];
        }
    }
}
