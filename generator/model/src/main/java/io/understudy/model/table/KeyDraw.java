package io.understudy.model.table;

import io.understudy.model.ColumnFormat;
import io.understudy.model.EventFrame;
import io.understudy.model.SamplerSettings;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.EventRandom;
import io.understudy.model.chain.KeyEpisodes;
import io.understudy.model.chain.KeyLaw;
import java.util.Arrays;

/** Draws the keys of an event, and the class that they bring. Scratch of one sampler. */
final class KeyDraw {
    private final ChainShape shape;
    private final long seed;
    private final EventCodes codes;
    private final PastWords past;
    private final int[] code;
    private final LawIndex index;
    private final TablePool pool;
    private final FrameColumns columns;
    private final EventRandom random;
    private final KeyEpisodes[] episodes;
    private final long[] episodeBounds; // [episodes]
    final KeyNames[] names; // [key]
    final boolean[] fixed; // [key] the same all the entity's life

    KeyDraw(
            ChainShape shape,
            TableLaws laws,
            SamplerSettings settings,
            EventCodes codes,
            LawIndex index,
            TablePool pool,
            FrameColumns columns,
            EventRandom random) {
        this.shape = shape;
        this.codes = codes;
        this.index = index;
        this.pool = pool;
        this.columns = columns;
        this.random = random;
        seed = settings.seed();
        past = codes.past();
        code = codes.code;
        episodes = laws.episodes().toArray(KeyEpisodes[]::new);
        episodeBounds = Arrays.stream(episodes)
                .mapToLong(law -> law.bound(settings.rareOdds()))
                .toArray();
        names = new KeyNames[laws.keys().size()];
        fixed = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = new KeyNames(laws.keys().get(i), seed, i);
            fixed[i] = shape.layout().column(shape.keyColumns()[i]).constantPerEntity();
        }
    }

    /** Draws all keys of the event at hand and writes them into {@code frame}. */
    void draw(long[] words, EventFrame frame) {
        boolean begun = (int) words[WordPlan.COUNT] > 0;
        for (int i = 0; i < fixed.length; i++) {
            if (fixed[i] && begun) {
                int place = past.lastKey(words, i);
                codes.takeKey(i, place == 0 ? KeyLaw.MISSING : KeyLaw.LAST, place);
            } else {
                drawKey(words, i);
            }
        }
        write(words, frame);
    }

    private void drawKey(long[] words, int key) {
        int kind = pool.draw(index.keyKinds + key, code, random);
        codes.takeKey(key, kind, place(kind, past.usedKeys(words, key), past.lastKey(words, key), random.nextLong()));
    }

    /**
     * Place + 1 of a kind of key, where so many are used and {@code last} is that of the last event; 0 if missing. Without
     * branches, which no processor could guess: -1 and 0 stand for true and false.
     */
    static int place(int kind, int used, int last, long bits) {
        int fresh = used < KeyLaw.MOST_PLACES ? used + 1 : 1 + (int) ValueDraw.below(bits, used);
        int place = last & is(kind, KeyLaw.LAST) | older(used, last, bits) & is(kind, KeyLaw.OLD);
        return place | fresh & is(place, 0) & ~is(kind, KeyLaw.MISSING);
    }

    private static int is(int a, int b) {
        return (a ^ b) - 1 >> 31; // both are small and not negative
    }

    /** One of the used places other than the last, or 0 if there is none. */
    private static int older(int used, int last, long bits) {
        int left = used + (-last >> 31);
        int place = 1 + (int) ValueDraw.below(bits, Math.max(1, left));
        int stepsOver = -last & last - 1 - place;
        return place + (stepsOver >>> 31) & -left >> 31;
    }

    private void write(long[] words, EventFrame frame) {
        for (int i = 0; i < fixed.length; i++) {
            int place = codes.keyPlaces[i];
            frame.values[columns.keyColumns[i]] = place == 0
                    ? ColumnFormat.MISSING
                    : names[i].of(
                            words[WordPlan.ENTITY], code[CodeBook.CLUSTER], place - 1, words[WordPlan.COUNT] >>> 32);
        }
    }

    /** The class of the event, where the entity itself asks for class {@code asked}. */
    int label(EventFrame frame, long micros, int asked) {
        return shape.borneByKey(asked) || episodes.length == 0 ? asked : met(frame, micros, asked);
    }

    /** The class that the event's keys bring, or {@code otherwise} if none does or the entity brings one itself. */
    private int met(EventFrame frame, long micros, int otherwise) {
        for (int i = 0; i < episodes.length && otherwise == 0; i++) {
            KeyEpisodes law = episodes[i];
            long key = frame.values[columns.keyColumns[law.key()]];
            if (key != ColumnFormat.MISSING
                    && law.activeBelow(episodeBounds[i], seed, key, micros)
                    && random.nextDouble() < law.share()) {
                return law.label();
            }
        }
        return otherwise;
    }
}
