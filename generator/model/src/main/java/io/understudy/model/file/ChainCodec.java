package io.understudy.model.file;

import io.understudy.model.Provenance;
import io.understudy.model.chain.ArrivalLaw;
import io.understudy.model.chain.BalanceRule;
import io.understudy.model.chain.ChainLaws;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.ClassLaw;
import io.understudy.model.chain.DueLaw;
import io.understudy.model.chain.FollowerBook;
import io.understudy.model.chain.Itineraries;
import io.understudy.model.chain.KeyEpisodes;
import io.understudy.model.chain.PaceLaw;
import io.understudy.model.chain.RunLaw;
import io.understudy.model.chain.RunningLaw;
import io.understudy.model.chain.StayLaw;
import io.understudy.model.chain.TimeColumn;
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
        Cells.ints(shape.due().cycleBySlot(), out);
        Cells.floats(shape.due().chances(), out);
        out.writeInt(shape.due().memory());
        Cells.maybe(shape.due().comes(), TreeCodec::tree, out);
        out.writeInt(shape.traits());
        Cells.doubles(shape.traitsByCluster(), out);
        Cells.doubles(shape.clusterShares(), out);
        out.writeInt(shape.pace().habits());
        out.writeBoolean(shape.pace().ofNumbers());
        out.writeInt(shape.pace().grades());
        Cells.floats(shape.pace().cumulative(), out);
        Cells.maybe(shape.running(), ChainCodec::running, out);
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
                new DueLaw(
                        Cells.ints(in),
                        Cells.ints(in),
                        Cells.floats(in),
                        in.readInt(),
                        Cells.maybe(TreeCodec::tree, in)),
                in.readInt(),
                Cells.doubles(in),
                Cells.doubles(in),
                new PaceLaw(in.readInt(), in.readBoolean(), in.readInt(), Cells.floats(in)),
                Cells.maybe(ChainCodec::running, in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }

    private static void laws(ChainLaws laws, DataOutput out) throws IOException {
        ArrivalCodec.arrival(laws.arrival(), out);
        Cells.maybe(laws.stay(), ChainCodec::stay, out);
        Cells.maybe(laws.itineraries(), ChainCodec::itineraries, out);
        Cells.maybe(laws.runs(), ChainCodec::runs, out);
        Cells.maybe(laws.label(), ChainCodec::label, out);
        Cells.maybe(laws.token().followers(), NextCodec::followers, out);
        NextCodec.gap(laws.gap(), out);
        NextCodec.token(laws.token(), out);
        Cells.list(laws.statics(), MarkCodec::number, out);
        Cells.list(laws.numbers(), MarkCodec::mark, out);
        Cells.list(laws.categories(), MarkCodec::category, out);
        Cells.list(laws.keys(), MarkCodec::key, out);
        Cells.list(laws.episodes(), ChainCodec::episodes, out);
        Cells.maybe(laws.balance(), ChainCodec::balance, out);
        Cells.list(laws.times(), ChainCodec::time, out);
    }

    private static ChainLaws laws(DataInput in) throws IOException {
        ArrivalLaw arrival = ArrivalCodec.arrival(in);
        StayLaw stay = Cells.maybe(ChainCodec::stay, in);
        Itineraries itineraries = Cells.maybe(ChainCodec::itineraries, in);
        RunLaw runs = Cells.maybe(ChainCodec::runs, in);
        ClassLaw label = Cells.maybe(ChainCodec::label, in);
        FollowerBook followers = Cells.maybe(NextCodec::followers, in);
        return new ChainLaws(
                arrival,
                stay,
                itineraries,
                runs,
                label,
                NextCodec.gap(followers, in),
                NextCodec.token(followers, in),
                Cells.list(MarkCodec::number, in),
                Cells.list(MarkCodec::mark, in),
                Cells.list(MarkCodec::category, in),
                Cells.list(MarkCodec::key, in),
                Cells.list(ChainCodec::episodes, in),
                Cells.maybe(ChainCodec::balance, in),
                Cells.list(ChainCodec::time, in));
    }

    private static void label(ClassLaw law, DataOutput out) throws IOException {
        TreeCodec.tree(law.tree(), out);
        Cells.maybe(law.odds(), NextCodec::odds, out);
    }

    private static ClassLaw label(DataInput in) throws IOException {
        return new ClassLaw(TreeCodec.tree(in), Cells.maybe(NextCodec::odds, in));
    }

    private static void running(RunningLaw law, DataOutput out) throws IOException {
        MarkCodec.level(law.level(), out);
        MarkCodec.level(law.swing(), out);
    }

    private static RunningLaw running(DataInput in) throws IOException {
        return new RunningLaw(MarkCodec.level(in), MarkCodec.level(in));
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
        Cells.ints(all.startByStage(), out);
        Cells.ints(all.tokenByStep(), out);
        Cells.longs(all.gapMicrosByStep(), out);
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
                Cells.ints(in),
                Cells.ints(in),
                Cells.longs(in));
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
}
