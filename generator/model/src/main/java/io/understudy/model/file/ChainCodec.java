package io.understudy.model.file;

import io.understudy.model.Provenance;
import io.understudy.model.chain.ArrivalLaw;
import io.understudy.model.chain.BalanceRule;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.CategoryLaw;
import io.understudy.model.chain.ChainLaws;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.ClassLaw;
import io.understudy.model.chain.ContextOdds;
import io.understudy.model.chain.DueLaw;
import io.understudy.model.chain.EntityLevel;
import io.understudy.model.chain.FollowerBook;
import io.understudy.model.chain.FreshLaw;
import io.understudy.model.chain.GapLaw;
import io.understudy.model.chain.HourFactors;
import io.understudy.model.chain.Itineraries;
import io.understudy.model.chain.KeyEpisodes;
import io.understudy.model.chain.KeyLaw;
import io.understudy.model.chain.NumberLaw;
import io.understudy.model.chain.NumberMark;
import io.understudy.model.chain.PaceLaw;
import io.understudy.model.chain.RunLaw;
import io.understudy.model.chain.StayLaw;
import io.understudy.model.chain.TimeColumn;
import io.understudy.model.chain.TokenLaw;
import io.understudy.model.tree.ProbabilityTree;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Writes and reads chains, each part in the order of its record's components. */
final class ChainCodec {
    private ChainCodec() {}

    static void write(ChainModel model, DataOutput out) throws IOException {
        provenance(model.provenance(), out);
        LayoutCodec.write(model.shape().layout(), out);
        shape(model.shape(), out);
        laws(model.laws(), out);
        ProfileCodec.write(model.profile(), out);
        LedgerCodec.write(model.privacy(), out);
    }

    static ChainModel read(DataInput in) throws IOException {
        Provenance provenance = provenance(in);
        ChainShape shape = shape(in);
        return new ChainModel(shape, laws(in), provenance, ProfileCodec.read(in), LedgerCodec.read(in));
    }

    static void provenance(Provenance from, DataOutput out) throws IOException {
        Cells.text(from.source(), out);
        Cells.text(from.sha256(), out);
        out.writeLong(from.rows());
        out.writeLong(from.entities());
        out.writeLong(from.startMicros());
        out.writeLong(from.endMicros());
        Map<String, String> settings = new TreeMap<>(from.settings());
        out.writeInt(settings.size());
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            Cells.text(setting.getKey(), out);
            Cells.text(setting.getValue(), out);
        }
        Cells.text(from.toolVersion(), out);
    }

    static Provenance provenance(DataInput in) throws IOException {
        String source = Cells.text(in);
        String sha256 = Cells.text(in);
        long rows = in.readLong();
        long entities = in.readLong();
        long start = in.readLong();
        long end = in.readLong();
        Map<String, String> settings = new HashMap<>();
        for (int i = Cells.length(in); i > 0; i--) {
            String name = Cells.text(in);
            settings.put(name, Cells.text(in));
        }
        return new Provenance(source, sha256, rows, entities, start, end, settings, Cells.text(in));
    }

    static void shape(ChainShape shape, DataOutput out) throws IOException {
        Cells.longs(shape.tokenValues(), out);
        Cells.longs(shape.labelValues(), out);
        Cells.ints(shape.keyByClass(), out);
        Cells.ints(shape.slotByToken(), out);
        out.writeInt(shape.slots());
        Cells.longs(shape.lapseSecondsBySlot(), out);
        Cells.ints(shape.due().rhythmBySlot(), out);
        Cells.floats(shape.due().chances(), out);
        out.writeInt(shape.due().memory());
        Cells.maybe(shape.due().comes(), ChainCodec::tree, out);
        out.writeInt(shape.traits());
        Cells.doubles(shape.traitsByCluster(), out);
        Cells.doubles(shape.clusterShares(), out);
        out.writeInt(shape.pace().grades());
        Cells.floats(shape.pace().cumulative(), out);
        out.writeLong(shape.originMicros());
        out.writeLong(shape.spanMicros());
        out.writeLong(shape.resolutionMicros());
        out.writeLong(shape.referenceEntities());
    }

    static ChainShape shape(DataInput in) throws IOException {
        return new ChainShape(
                LayoutCodec.read(in),
                Cells.longs(in),
                Cells.longs(in),
                Cells.ints(in),
                Cells.ints(in),
                in.readInt(),
                Cells.longs(in),
                new DueLaw(Cells.ints(in), Cells.floats(in), in.readInt(), Cells.maybe(ChainCodec::tree, in)),
                in.readInt(),
                Cells.doubles(in),
                Cells.doubles(in),
                new PaceLaw(in.readInt(), Cells.floats(in)),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }

    private static void laws(ChainLaws laws, DataOutput out) throws IOException {
        Cells.longs(laws.arrival().edgeMicros(), out);
        Cells.doubles(laws.arrival().cumulative(), out);
        Cells.doubles(laws.arrival().factorByHour(), out);
        Cells.maybe(laws.arrival().stretch(), ChainCodec::tree, out);
        Cells.maybe(laws.stay(), ChainCodec::stay, out);
        Cells.maybe(laws.itineraries(), ChainCodec::itineraries, out);
        Cells.maybe(laws.runs(), ChainCodec::runs, out);
        Cells.maybe(laws.label(), ChainCodec::label, out);
        Cells.maybe(laws.token().followers(), ChainCodec::followers, out);
        gap(laws.gap(), out);
        token(laws.token(), out);
        Cells.list(laws.statics(), ChainCodec::number, out);
        Cells.list(laws.numbers(), ChainCodec::mark, out);
        Cells.list(laws.categories(), ChainCodec::category, out);
        Cells.list(laws.keys(), ChainCodec::key, out);
        Cells.list(laws.episodes(), ChainCodec::episodes, out);
        Cells.maybe(laws.balance(), ChainCodec::balance, out);
        Cells.list(laws.times(), ChainCodec::time, out);
    }

    private static ChainLaws laws(DataInput in) throws IOException {
        ArrivalLaw arrival = new ArrivalLaw(
                Cells.longs(in), Cells.doubles(in), Cells.doubles(in), Cells.maybe(ChainCodec::tree, in));
        StayLaw stay = Cells.maybe(ChainCodec::stay, in);
        Itineraries itineraries = Cells.maybe(ChainCodec::itineraries, in);
        RunLaw runs = Cells.maybe(ChainCodec::runs, in);
        ClassLaw label = Cells.maybe(ChainCodec::label, in);
        FollowerBook followers = Cells.maybe(ChainCodec::followers, in);
        return new ChainLaws(
                arrival,
                stay,
                itineraries,
                runs,
                label,
                gap(followers, in),
                token(followers, in),
                Cells.list(ChainCodec::number, in),
                Cells.list(ChainCodec::mark, in),
                Cells.list(ChainCodec::category, in),
                Cells.list(ChainCodec::key, in),
                Cells.list(ChainCodec::episodes, in),
                Cells.maybe(ChainCodec::balance, in),
                Cells.list(ChainCodec::time, in));
    }

    private static void label(ClassLaw law, DataOutput out) throws IOException {
        tree(law.tree(), out);
        Cells.maybe(law.odds(), ChainCodec::odds, out);
    }

    private static ClassLaw label(DataInput in) throws IOException {
        return new ClassLaw(tree(in), Cells.maybe(ChainCodec::odds, in));
    }

    static void stay(StayLaw law, DataOutput out) throws IOException {
        Cells.doubles(law.cohortShares(), out);
        Cells.ints(law.startByCohort(), out);
        Cells.longs(law.firstMicros(), out);
        Cells.longs(law.lastMicros(), out);
        out.writeLong(law.openMicros());
    }

    private static void itineraries(Itineraries all, DataOutput out) throws IOException {
        Cells.ints(all.startByCluster(), out);
        out.writeInt(all.statics());
        Cells.longs(all.staticCells(), out);
        Cells.doubles(all.lifeSeconds(), out);
        Cells.ints(all.startByItinerary(), out);
        Cells.ints(all.classByStage(), out);
        Cells.ints(all.eventsByStage(), out);
        Cells.ints(all.secondsByStage(), out);
        Cells.ints(all.lastTokenByStage(), out);
    }

    private static Itineraries itineraries(DataInput in) throws IOException {
        return new Itineraries(
                Cells.ints(in),
                in.readInt(),
                Cells.longs(in),
                Cells.doubles(in),
                Cells.ints(in),
                Cells.ints(in),
                Cells.ints(in),
                Cells.ints(in),
                Cells.ints(in));
    }

    private static void runs(RunLaw law, DataOutput out) throws IOException {
        out.writeInt(law.classes());
        Cells.ints(law.startByCell(), out);
        Cells.ints(law.lengths(), out);
        Cells.ints(law.mostByCell(), out);
    }

    private static RunLaw runs(DataInput in) throws IOException {
        return new RunLaw(in.readInt(), Cells.ints(in), Cells.ints(in), Cells.ints(in));
    }

    static StayLaw stay(DataInput in) throws IOException {
        return new StayLaw(Cells.doubles(in), Cells.ints(in), Cells.longs(in), Cells.longs(in), in.readLong());
    }

    private static void followers(FollowerBook book, DataOutput out) throws IOException {
        Cells.longs(book.knownWords(), out);
        Cells.maybe(book.usualWords(), Cells::longs, out);
        Cells.maybe(book.shares(), ChainCodec::odds, out);
    }

    private static FollowerBook followers(DataInput in) throws IOException {
        return new FollowerBook(Cells.longs(in), Cells.maybe(Cells::longs, in), Cells.maybe(ChainCodec::odds, in));
    }

    /** Without the book of followers, which all such laws share. */
    private static void token(TokenLaw law, DataOutput out) throws IOException {
        tree(law.tree(), out);
        out.writeInt(law.none());
        Cells.maybe(law.factors(), Cells::floats, out);
        out.writeFloat(law.dueShare());
        Cells.maybe(law.rareFactors(), Cells::floats, out);
        Cells.maybe(law.mostNow(), Cells::ints, out);
        Cells.maybe(law.odds(), ChainCodec::odds, out);
    }

    private static void odds(ContextOdds odds, DataOutput out) throws IOException {
        out.writeInt(odds.outcomes());
        Cells.ints(odds.rowByContext(), out);
        Cells.floats(odds.odds(), out);
    }

    private static ContextOdds odds(DataInput in) throws IOException {
        return new ContextOdds(in.readInt(), Cells.ints(in), Cells.floats(in));
    }

    private static TokenLaw token(FollowerBook followers, DataInput in) throws IOException {
        return new TokenLaw(
                tree(in),
                in.readInt(),
                Cells.maybe(Cells::floats, in),
                in.readFloat(),
                followers,
                Cells.maybe(Cells::floats, in),
                Cells.maybe(Cells::ints, in),
                Cells.maybe(ChainCodec::odds, in));
    }

    private static void gap(GapLaw law, DataOutput out) throws IOException {
        Cells.maybe(law.sameDay(), ChainCodec::token, out);
        Cells.maybe(law.within(), ChainCodec::tree, out);
        Cells.maybe(law.gaps(), ChainCodec::bins, out);
        Cells.maybe(law.hours(), ChainCodec::hours, out);
        Cells.maybe(law.laterDay(), ChainCodec::token, out);
        Cells.maybe(law.timeOfDay(), ChainCodec::tree, out);
        Cells.maybe(law.times(), ChainCodec::bins, out);
        Cells.maybe(law.lateHours(), ChainCodec::hours, out);
        Cells.maybe(law.gapOdds(), ChainCodec::odds, out);
        Cells.maybe(law.timeOdds(), ChainCodec::odds, out);
        out.writeInt(law.mostDays());
        Cells.ints(law.mostPerInstant(), out);
        Cells.ints(law.mostPerDay(), out);
    }

    private static GapLaw gap(FollowerBook followers, DataInput in) throws IOException {
        return new GapLaw(
                Cells.maybe(from -> token(followers, from), in),
                Cells.maybe(ChainCodec::tree, in),
                Cells.maybe(ChainCodec::bins, in),
                Cells.maybe(ChainCodec::hours, in),
                Cells.maybe(from -> token(followers, from), in),
                Cells.maybe(ChainCodec::tree, in),
                Cells.maybe(ChainCodec::bins, in),
                Cells.maybe(ChainCodec::hours, in),
                Cells.maybe(ChainCodec::odds, in),
                Cells.maybe(ChainCodec::odds, in),
                in.readInt(),
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

    private static void mark(NumberMark mark, DataOutput out) throws IOException {
        Cells.ints(mark.lawByToken(), out);
        out.writeInt(mark.classes());
        Cells.list(mark.laws(), ChainCodec::number, out);
    }

    private static NumberMark mark(DataInput in) throws IOException {
        return new NumberMark(Cells.ints(in), in.readInt(), Cells.list(ChainCodec::number, in));
    }

    private static void number(NumberLaw law, DataOutput out) throws IOException {
        tree(law.kind(), out);
        Cells.maybe(law.plain(), ChainCodec::fresh, out);
        Cells.maybe(law.near(), ChainCodec::fresh, out);
        Cells.maybe(law.level(), ChainCodec::level, out);
    }

    private static NumberLaw number(DataInput in) throws IOException {
        return new NumberLaw(
                tree(in),
                Cells.maybe(ChainCodec::fresh, in),
                Cells.maybe(ChainCodec::fresh, in),
                Cells.maybe(ChainCodec::level, in));
    }

    private static void level(EntityLevel level, DataOutput out) throws IOException {
        Cells.doubles(level.meanByCluster(), out);
        out.writeDouble(level.weight());
        Cells.maybe(level.quantiles(), Cells::floats, out);
        out.writeDouble(level.common());
        out.writeBoolean(level.firstApart());
    }

    private static EntityLevel level(DataInput in) throws IOException {
        return new EntityLevel(
                Cells.doubles(in), in.readDouble(), Cells.maybe(Cells::floats, in), in.readDouble(), in.readBoolean());
    }

    private static void fresh(FreshLaw law, DataOutput out) throws IOException {
        bins(law.bins(), out);
        tree(law.bin(), out);
        tree(law.zeros(), out);
        out.writeLong(law.least());
        out.writeLong(law.most());
    }

    private static FreshLaw fresh(DataInput in) throws IOException {
        return new FreshLaw(bins(in), tree(in), tree(in), in.readLong(), in.readLong());
    }

    private static void category(CategoryLaw law, DataOutput out) throws IOException {
        Cells.maybe(law.kind(), ChainCodec::tree, out);
        tree(law.tree(), out);
        Cells.longs(law.knownWords(), out);
        Cells.ints(law.usual(), out);
    }

    private static CategoryLaw category(DataInput in) throws IOException {
        return new CategoryLaw(Cells.maybe(ChainCodec::tree, in), tree(in), Cells.longs(in), Cells.ints(in));
    }

    private static void key(KeyLaw law, DataOutput out) throws IOException {
        tree(law.kind(), out);
        Cells.doubles(law.groupShares(), out);
        Cells.doubles(law.sharedShares(), out);
        Cells.doubles(law.sharedKeys(), out);
        Cells.doubles(law.windows(), out);
    }

    private static KeyLaw key(DataInput in) throws IOException {
        return new KeyLaw(tree(in), Cells.doubles(in), Cells.doubles(in), Cells.doubles(in), Cells.doubles(in));
    }

    static void episodes(KeyEpisodes law, DataOutput out) throws IOException {
        out.writeInt(law.label());
        out.writeInt(law.key());
        out.writeDouble(law.startsPerSlot());
        out.writeLong(law.meanMicros());
        out.writeBoolean(law.fixed());
        out.writeDouble(law.share());
    }

    static KeyEpisodes episodes(DataInput in) throws IOException {
        return new KeyEpisodes(
                in.readInt(), in.readInt(), in.readDouble(), in.readLong(), in.readBoolean(), in.readDouble());
    }

    static void balance(BalanceRule rule, DataOutput out) throws IOException {
        out.writeInt(rule.column());
        out.writeInt(rule.mark());
        Cells.ints(rule.signByToken(), out);
        out.writeLong(rule.least());
        Cells.longs(rule.leastByToken(), out);
    }

    static BalanceRule balance(DataInput in) throws IOException {
        return new BalanceRule(in.readInt(), in.readInt(), Cells.ints(in), in.readLong(), Cells.longs(in));
    }

    static void time(TimeColumn column, DataOutput out) throws IOException {
        out.writeInt(column.column());
        out.writeLong(column.baseMicros());
        out.writeLong(column.unitMicros());
    }

    static TimeColumn time(DataInput in) throws IOException {
        return new TimeColumn(in.readInt(), in.readLong(), in.readLong());
    }

    static void bins(Bins bins, DataOutput out) throws IOException {
        Cells.longs(bins.low(), out);
        Cells.longs(bins.high(), out);
    }

    static Bins bins(DataInput in) throws IOException {
        return new Bins(Cells.longs(in), Cells.longs(in));
    }

    private static void tree(ProbabilityTree tree, DataOutput out) throws IOException {
        ProbabilityTree.Arrays arrays = tree.arrays();
        out.writeInt(tree.outcomes());
        Cells.ints(arrays.rootByMember(), out);
        Cells.ints(arrays.featureByNode(), out);
        Cells.doubles(arrays.thresholdByNode(), out);
        Cells.ints(arrays.subsetByNode(), out);
        Cells.ints(arrays.childByNode(), out);
        Cells.longs(arrays.subsetWords(), out);
        Cells.ints(arrays.startByLeaf(), out);
        Cells.ints(arrays.outcomeByEntry(), out);
        Cells.floats(arrays.cumulativeByEntry(), out);
    }

    private static ProbabilityTree tree(DataInput in) throws IOException {
        return new ProbabilityTree(
                in.readInt(),
                Cells.ints(in),
                Cells.ints(in),
                Cells.doubles(in),
                Cells.ints(in),
                Cells.ints(in),
                Cells.longs(in),
                Cells.ints(in),
                Cells.ints(in),
                Cells.floats(in));
    }
}
