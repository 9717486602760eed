package io.understudy.engine.fit.past;

import io.understudy.model.ColumnFormat;
import io.understudy.model.EntityState;
import io.understudy.model.chain.EventDraft;
import io.understudy.model.chain.History;
import io.understudy.model.chain.NumberLaw;

/** Leads a history through the reference, event by event, so that trees see the past as a sampler will. */
public final class Replay {
    /**
     * What wants to see the events. Each method finds the history where the name says, with the draft filled in; a class
     * that comes with a key is there only where the key is known.
     */
    public interface Visitor {
        /** From the last event's point of view, before the event at {@code place}. */
        default void before(History history, int entity, int place) {}

        /** At the event's own time. */
        default void at(History history, int entity, int place) {}

        /** The same with the keys that may bring a class known. */
        default void withKeys(History history, int entity, int place) {}

        /** From the last event's point of view, behind the entity's last event. */
        default void behind(History history, int entity) {}
    }

    private final FitData data;
    private final History history;

    public Replay(FitData data) {
        this.data = data;
        history = new History(data.shape);
    }

    public void run(Visitor visitor) {
        EventDraft draft = history.draft();
        long[] statics = new long[data.statics.length];
        for (int e = 0; e < data.log.entities(); e++) {
            for (int i = 0; i < statics.length; i++) {
                statics[i] = data.statics[i][e];
            }
            int from = data.log.firstRow(e);
            EntityState state = history.begin(data.cluster[e], data.pace[e], statics, data.timeMicros(from));
            data.running.settle(state, e);
            for (int place = from; place < data.log.endRow(e); place++) {
                history.bind(state);
                draft.token = data.token[place];
                draft.label = data.ownLabel[place];
                for (int i = 0; i < data.numbers.length; i++) {
                    draft.numbers[i] = data.numbers[i][place];
                }
                for (int i = 0; i < data.categories.length; i++) {
                    draft.categories[i] = data.categories[i][place];
                }
                for (int i = 0; i < data.keys.length; i++) {
                    draft.keys[i] = data.keys[i][place];
                }
                visitor.before(history, e, place);
                history.lookFrom(data.timeMicros(place), true);
                visitor.at(history, e, place);
                draft.label = data.label[place];
                draft.opens =
                        data.opens != null && draft.token >= 0 && data.opens[place] > 0 && NumberLaw.mayOpen(history);
                visitor.withKeys(history, e, place);
                history.append(balance(place));
            }
            history.bind(state);
            draft.label = 0;
            visitor.behind(history, e);
        }
    }

    private long balance(int place) {
        if (data.balance == null) {
            return 0;
        }
        long stated = data.log.value(data.balance.column(), data.rowByPlace[place]);
        return stated == ColumnFormat.MISSING ? history.balance() : stated;
    }
}
