package io.understudy.engine.fit;

import io.understudy.engine.fit.neural.EventTable;
import io.understudy.engine.fit.past.FitData;
import io.understudy.engine.fit.past.Replay;
import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.EventDraft;
import io.understudy.model.chain.FreshLaw;
import io.understudy.model.chain.History;
import io.understudy.model.chain.NumberLaw;
import io.understudy.model.chain.WallClock;
import io.understudy.model.neural.EventCoder;
import io.understudy.model.neural.NetPlan;
import io.understudy.model.neural.NeuralLaws;

/** Leads the reference past the coder of a network's events and writes down what it says. */
final class TableFit {
    private final FitData data;
    private final NeuralLaws laws;
    private final NetPlan plan;
    private final EventTable table;

    TableFit(FitData data, NeuralLaws laws, NetPlan plan) {
        this.data = data;
        this.laws = laws;
        this.plan = plan;
        int[] first = new int[data.log.entities() + 1];
        long end = Long.MIN_VALUE;
        for (int e = 0; e < data.log.entities(); e++) {
            first[e] = data.log.firstRow(e);
            first[e + 1] = data.log.endRow(e);
            end = Math.max(end, data.log.timeMicros(data.log.endRow(e) - 1));
        }
        WallClock clock = new WallClock(data.shape.layout().timestamp().zoneId());
        table = new EventTable(
                first, plan.variables(), data.numbers.length, data.keys.length, data.statics.length, (int)
                        WallClock.day(clock.local(end)));
    }

    EventTable table() {
        EventCoder coder = new EventCoder(data.shape, laws, plan);
        int[] cells = new int[plan.variables()];
        new Replay(data).run(new Replay.Visitor() {
            @Override
            public void withKeys(History history, int entity, int place) {
                coder.past(history, cells);
                coder.time(history, cells);
                coder.marks(history, cells);
                for (int v = 0; v < cells.length; v++) {
                    table.cells[v][place] = cells[v];
                }
                time(history, place);
                marks(history, coder, place);
            }
        });
        for (int i = 0; i < data.statics.length; i++) {
            for (int e = 0; e < data.log.entities(); e++) {
                table.fixedZeros[i][e] = zeros(laws.statics().get(i).bins(), data.statics[i][e]);
            }
        }
        return table;
    }

    private void time(History history, int place) {
        EventDraft draft = history.draft();
        table.day[place] = (int) draft.day;
        boolean later = history.count() > 0 && draft.day > history.lastDay();
        table.timeBin[place] = later && laws.gap().times() != null
                ? laws.gap()
                        .times()
                        .find(Math.floorMod(draft.localMicros, WallClock.DAY) / data.shape.resolutionMicros())
                : -1;
    }

    private void marks(History history, EventCoder coder, int place) {
        for (int i = 0; i < data.numbers.length; i++) {
            table.numberKinds[i][place] = (byte) coder.numberKinds(history, i);
            boolean fresh = table.cells[plan.kind(i)][place] == NumberLaw.FRESH;
            table.zeros[i][place] = fresh ? zeros(laws.numbers().get(i), data.numbers[i][place]) : -1;
        }
        for (int i = 0; i < data.keys.length; i++) {
            table.keyKinds[i][place] = (byte) coder.keyKinds(history, i);
        }
    }

    /** Trailing zeros of a value, as many as its bin can tell; -1 if there is nothing to tell. */
    private static byte zeros(Bins bins, long value) {
        if (bins == null || value == ColumnFormat.MISSING) {
            return -1;
        }
        FreshLaw law = new FreshLaw(bins, null, null);
        return law.single(bins.find(value), Double.NaN) ? -1 : (byte) FreshLaw.zerosOf(value);
    }
}
