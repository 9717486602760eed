package io.understudy.model.file;

import io.understudy.model.chain.ContextOdds;
import io.understudy.model.chain.FollowerBook;
import io.understudy.model.chain.GapLaw;
import io.understudy.model.chain.HourFactors;
import io.understudy.model.chain.TokenLaw;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Writes and reads the laws of what comes next, and when. */
final class NextCodec {
    private NextCodec() {}

    static void followers(FollowerBook book, DataOutput out) throws IOException {
        Cells.longs(book.knownWords(), out);
        Cells.maybe(book.usualWords(), Cells::longs, out);
        Cells.maybe(book.shares(), NextCodec::odds, out);
    }

    static FollowerBook followers(DataInput in) throws IOException {
        return new FollowerBook(Cells.longs(in), Cells.maybe(Cells::longs, in), Cells.maybe(NextCodec::odds, in));
    }

    /** Without the book of followers, which all such laws share. */
    static void token(TokenLaw law, DataOutput out) throws IOException {
        TreeCodec.tree(law.tree(), out);
        out.writeInt(law.none());
        Cells.maybe(law.factors(), Cells::floats, out);
        out.writeFloat(law.dueShare());
        Cells.maybe(law.rareFactors(), Cells::floats, out);
        Cells.maybe(law.mostNow(), Cells::ints, out);
        Cells.maybe(law.odds(), NextCodec::odds, out);
    }

    static void odds(ContextOdds odds, DataOutput out) throws IOException {
        out.writeInt(odds.outcomes());
        Cells.ints(odds.rowByContext(), out);
        Cells.floats(odds.odds(), out);
    }

    static ContextOdds odds(DataInput in) throws IOException {
        return new ContextOdds(in.readInt(), Cells.ints(in), Cells.floats(in));
    }

    static TokenLaw token(FollowerBook followers, DataInput in) throws IOException {
        return new TokenLaw(
                TreeCodec.tree(in),
                in.readInt(),
                Cells.maybe(Cells::floats, in),
                in.readFloat(),
                followers,
                Cells.maybe(Cells::floats, in),
                Cells.maybe(Cells::ints, in),
                Cells.maybe(NextCodec::odds, in));
    }

    static void gap(GapLaw law, DataOutput out) throws IOException {
        Cells.maybe(law.sameDay(), NextCodec::token, out);
        Cells.maybe(law.within(), TreeCodec::tree, out);
        Cells.maybe(law.gaps(), TreeCodec::bins, out);
        Cells.maybe(law.hours(), NextCodec::hours, out);
        Cells.maybe(law.laterDay(), NextCodec::token, out);
        Cells.maybe(law.timeOfDay(), TreeCodec::tree, out);
        Cells.maybe(law.times(), TreeCodec::bins, out);
        Cells.maybe(law.lateHours(), NextCodec::hours, out);
        Cells.maybe(law.timeFactors(), Cells::floats, out);
        Cells.maybe(law.gapOdds(), NextCodec::odds, out);
        Cells.maybe(law.timeOdds(), NextCodec::odds, out);
        out.writeInt(law.mostDays());
        out.writeBoolean(law.ends());
        Cells.ints(law.mostPerInstant(), out);
        Cells.ints(law.mostPerDay(), out);
    }

    static GapLaw gap(FollowerBook followers, DataInput in) throws IOException {
        return new GapLaw(
                Cells.maybe(from -> token(followers, from), in),
                Cells.maybe(TreeCodec::tree, in),
                Cells.maybe(TreeCodec::bins, in),
                Cells.maybe(NextCodec::hours, in),
                Cells.maybe(from -> token(followers, from), in),
                Cells.maybe(TreeCodec::tree, in),
                Cells.maybe(TreeCodec::bins, in),
                Cells.maybe(NextCodec::hours, in),
                Cells.maybe(Cells::floats, in),
                Cells.maybe(NextCodec::odds, in),
                Cells.maybe(NextCodec::odds, in),
                in.readInt(),
                in.readBoolean(),
                Cells.ints(in),
                Cells.ints(in));
    }

    private static void hours(HourFactors hours, DataOutput out) throws IOException {
        Cells.floats(hours.week(), out);
        Cells.floats(hours.day(), out);
    }

    private static HourFactors hours(DataInput in) throws IOException {
        return new HourFactors(Cells.floats(in), Cells.floats(in));
    }
}
