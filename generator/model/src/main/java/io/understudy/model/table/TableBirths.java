package io.understudy.model.table;

import io.understudy.model.ColumnFormat;
import io.understudy.model.SamplerSettings;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.EventRandom;
import io.understudy.model.chain.Seats;
import io.understudy.model.chain.StayLaw;
import io.understudy.model.chain.WallClock;
import java.util.Arrays;

/** Decides what an entity is for life: its cluster, its stay and its statics. Scratch of one sampler. */
final class TableBirths {
    private static final int BIRTH = 1;

    private final ChainShape shape;
    private final TableLaws laws;
    private final SamplerSettings settings;
    private final WordPlan plan;
    private final CodeBook book;
    private final EventCodes codes;
    private final int[] code;
    private final WallClock clock;
    private final EventRandom random;

    TableBirths(
            ChainShape shape,
            TableLaws laws,
            SamplerSettings settings,
            EventCodes codes,
            WallClock clock,
            EventRandom random) {
        this.shape = shape;
        this.laws = laws;
        this.settings = settings;
        this.codes = codes;
        this.clock = clock;
        this.random = random;
        plan = new WordPlan(shape, laws.balance() != null, laws.stay() != null);
        book = LawIndex.book(shape, laws);
        code = codes.code;
    }

    /** Makes {@code state} that of an entity that has yet to have an event, and gives the time of its first one. */
    long bear(TableState state, long entity, long population, int incarnation, long notBefore) {
        long[] words = state.words;
        state.belief = null;
        Arrays.fill(words, 0);
        random.open(settings.seed(), entity, 0, BIRTH);
        double seat = Seats.of(settings.seed(), entity, population, random.nextDouble());
        int cluster = 0;
        while (cluster < shape.clusters() - 1 && shape.clusterShares()[cluster] <= seat) {
            cluster++;
        }
        words[WordPlan.ENTITY] = entity;
        words[WordPlan.COUNT] = population << 32;
        words[WordPlan.HEAD] = cluster + 1L | (long) (incarnation & 0xffff) << 48;
        long first = Math.max(arrive(words, cluster, incarnation), notBefore);
        words[WordPlan.LAST_TIME] = first;
        codes.load(state);
        for (int i = 0; i < laws.statics().size(); i++) {
            codes.fix(words, i, drawStatic(i));
        }
        return first;
    }

    private long arrive(long[] words, int cluster, int incarnation) {
        long window = settings.startMicros() + incarnation * shape.spanMicros();
        StayLaw stay = laws.stay();
        if (stay == null) {
            return laws.arrival().draw(window, shape.resolutionMicros(), shape.dateOnly(), clock, random);
        }
        double u = random.nextDouble();
        int cohort = 0;
        while (cohort < stay.cohorts() - 1 && stay.share(cluster, cohort) <= u) {
            cohort++;
        }
        long last = stay.last(cohort, random.nextDouble());
        words[plan.stay] = last == Long.MAX_VALUE ? last : window + last;
        long first = stay.first(cohort, random.nextDouble());
        return window + first - first % shape.resolutionMicros();
    }

    private long drawStatic(int at) {
        TableLaws.Fixed fixed = laws.statics().get(at);
        if (fixed.name() != null) {
            int outcome = fixed.name().draw(code, random);
            return outcome == 0 ? ColumnFormat.MISSING : outcome - 1;
        }
        int group = fixed.number().group().draw(code, random);
        if (group < TableLaws.Number.FIRST_GROUP) {
            return ColumnFormat.MISSING;
        }
        code[book.fixed(at)] = group - TableLaws.Number.FIRST_GROUP + 1;
        ValueDraw draw = new ValueDraw(fixed.number().grid());
        return draw.value(fixed.number().value().draw(code, random), random.nextLong());
    }
}
