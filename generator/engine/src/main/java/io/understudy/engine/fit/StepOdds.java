package io.understudy.engine.fit;

import io.understudy.engine.fit.floor.ContextTally;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.FollowerBook;
import io.understudy.model.chain.GapLaw;
import io.understudy.model.chain.History;
import io.understudy.model.chain.TimeContexts;
import io.understudy.model.chain.TokenContexts;
import io.understudy.model.chain.WallClock;

/** The odds of a rehearsal: of the token on the same day and on a later one, of the gap, and of the time of day. */
final class StepOdds {
    private static final int SAME_DAY = 0;
    private static final int LATER_DAY = 1;
    private static final int GAP = 2;
    private static final int TIME = 3;

    private final GapLaw law;
    private final WallClock clock;
    private final long resolution;
    private final OddsFit[] fits; // [law] those of times only where there are times
    private final ChainShape shape;
    private final int[] tokenPlace = new int[TokenContexts.KINDS];
    private final int[] timePlace = new int[TimeContexts.KINDS];

    StepOdds(ChainShape shape, GapLaw law, int k) {
        this(shape, law, fits(shape, law, k));
    }

    private StepOdds(ChainShape shape, GapLaw law, OddsFit[] fits) {
        this.shape = shape;
        this.law = law;
        this.fits = fits;
        clock = new WallClock(shape.layout().timestamp().zoneId());
        resolution = shape.resolutionMicros();
    }

    private static OddsFit[] fits(ChainShape shape, GapLaw law, int k) {
        int tokens = shape.tokens();
        int contexts = TokenContexts.count(tokens);
        OddsFit[] fits = new OddsFit[law.hours() == null ? GAP : TIME + 1];
        fits[SAME_DAY] = new OddsFit(tokens + 1, contexts, contexts, k); // tokens, and none
        fits[LATER_DAY] = new OddsFit(tokens, contexts, TokenContexts.firstOfDay(tokens), k);
        if (fits.length > GAP) {
            int timeContexts = TimeContexts.count(tokens);
            fits[GAP] = new OddsFit(GapLaw.kinds(law.gaps().size()), timeContexts, timeContexts, k);
            fits[TIME] = new OddsFit(GapLaw.kinds(law.times().size()), timeContexts, timeContexts, k);
        }
        return fits;
    }

    /** The same odds for another thread to count with. */
    StepOdds fork() {
        return new StepOdds(shape, law, fits);
    }

    /** What wants to know which outcome came in which context of a law; -1 if none did. */
    private interface Sight {
        void see(int fit, int context, int outcome);
    }

    private static void see(Sight sight, int fit, int context, int outcome) {
        if (context >= 0) {
            sight.see(fit, context, outcome);
        }
    }

    /** For a first walk, which tells where entities are. */
    Rehearsal.Steps meeting() {
        return (history, token, timeMicros, entity) -> {
            see(history, token, timeMicros, (fit, context, outcome) -> fits[fit].meet(context, entity));
        };
    }

    /** For a second walk, which counts what the reference has there. */
    Rehearsal.Steps counting() {
        ContextTally[] real = new ContextTally[fits.length];
        for (int fit = 0; fit < fits.length; fit++) {
            boolean later = fit == LATER_DAY;
            fits[fit].take(context -> later && TokenContexts.isOfCalendar(shape, context));
            real[fit] = fits[fit].real();
        }
        return counting(real);
    }

    /** Empty tallies of what is drawn. */
    ContextTally[] drawn() {
        ContextTally[] drawn = new ContextTally[fits.length];
        for (int fit = 0; fit < fits.length; fit++) {
            drawn[fit] = fits[fit].drawn();
        }
        return drawn;
    }

    /** For a walk that counts into tallies. */
    Rehearsal.Steps counting(ContextTally[] tallies) {
        return (history, token, timeMicros, entity) -> {
            boolean later = see(
                    history, token, timeMicros, (fit, context, outcome) -> tallies[fit].see(context, outcome, entity));
            tallies[LATER_DAY].allTimes += later ? 1 : 0;
        };
    }

    /** Moves all odds towards the reference. */
    void move(ContextTally[] drawn, double step) {
        for (int fit = 0; fit < fits.length; fit++) {
            fits[fit].move(drawn[fit], step);
        }
    }

    /** The law with the odds as they are. */
    GapLaw moved() {
        return law.with(
                fits[SAME_DAY].odds(),
                fits[LATER_DAY].odds(),
                fits.length > GAP ? fits[GAP].odds() : null,
                fits.length > GAP ? fits[TIME].odds() : null);
    }

    /** Tells what came behind the last event, from whose point of view the history is; true if it did not go on. */
    private boolean see(History history, int token, long timeMicros, Sight sight) {
        long last = history.lastMicros();
        long local = clock.local(timeMicros);
        long day = WallClock.day(local);
        boolean same = token >= 0 && GapLaw.goesOn(day == history.lastDay(), timeMicros - last);
        TokenContexts.tell(history, tokenPlace);
        if (refused(token)) {
            tokenPlace[0] = -1;
        }
        for (int context : tokenPlace) {
            see(sight, SAME_DAY, context, same ? token : shape.tokens());
        }
        if (same) {
            if (fits.length > GAP) {
                TimeContexts.tellGap(history, token, clock.local(last), timePlace);
                int bin = law.gaps().find((timeMicros - last) / resolution);
                see(GAP, GapLaw.kind(bin, law.gaps().size()), sight);
            }
            return false;
        }
        for (int kind = 0; kind < TokenContexts.KINDS_OF_ALL_DAYS; kind++) {
            see(sight, LATER_DAY, tokenPlace[kind], token);
        }
        if (token >= 0) {
            history.lookFromDay(day);
            TokenContexts.tell(history, tokenPlace);
            for (int kind = TokenContexts.KINDS_OF_ALL_DAYS; kind < TokenContexts.KINDS; kind++) {
                see(sight, LATER_DAY, tokenPlace[kind], token);
            }
            if (fits.length > GAP) {
                TimeContexts.tellTime(history, token, day, timePlace);
                int bin = law.times().find(Math.floorMod(local, WallClock.DAY) / resolution);
                see(TIME, GapLaw.kind(bin, law.times().size()), sight);
            }
        }
        return true;
    }

    /** True if the token is never drawn behind the last two: then what else comes there must not make up for it. */
    private boolean refused(int token) {
        FollowerBook followers = law.sameDay().followers();
        return followers != null
                && token >= 0
                && !followers.known(tokenPlace[0], FollowerBook.words(shape.tokens()), token);
    }

    private void see(int fit, int outcome, Sight sight) {
        for (int context : timePlace) {
            sight.see(fit, context, outcome);
        }
    }
}
