package io.understudy.engine.fit.dp;

import io.understudy.engine.fit.ProfileFit;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.EntitySampler;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.Profile;
import io.understudy.model.SamplerSettings;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.chain.ChainShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tells what a private model learned by what it draws, since the reference must not be asked again. */
final class DrawnProfile {
    private static final int MOST_ENTITIES = 3_000;
    private static final long SEED = 1;

    private DrawnProfile() {}

    static Profile of(ChainModel model) {
        int entities = (int) Math.min(MOST_ENTITIES, model.shape().referenceEntities());
        long from = model.shape().originMicros();
        EntitySampler sampler = model.sampler(
                new SamplerSettings(SEED, from, from + model.shape().spanMicros(), 1));
        List<long[]> rows = new ArrayList<>();
        int[] first = new int[entities + 1];
        for (int entity = 0; entity < entities; entity++) {
            EntityState state = model.newState();
            sampler.begin(state, entity, entities);
            while (sampler.nextTimeMicros(state) != EntitySampler.ENDED) {
                EventFrame frame = new EventFrame(model.layout().size());
                sampler.emit(state, frame);
                rows.add(frame.values);
            }
            first[entity + 1] = rows.size();
        }
        long[][] cells = new long[model.layout().size()][rows.size()];
        int[] tokens = new int[rows.size()];
        for (int row = 0; row < tokens.length; row++) {
            for (int c = 0; c < cells.length; c++) {
                cells[c][row] = rows.get(row)[c];
            }
            tokens[row] = token(model.shape(), rows.get(row));
        }
        if (rows.isEmpty()) {
            return Profile.NONE;
        }
        EventLog log = new EventLog(model.layout(), cells, first, "drawn", "none");
        return new ProfileFit(log, cells, model.shape(), 1).of(tokens, model.laws());
    }

    /** Number of the token that a drawn event has. */
    static int token(ChainShape shape, long[] row) {
        long[] tokenValues = shape.tokenValues();
        int[] types = shape.typeColumns();
        long[] wanted = Arrays.stream(types).mapToLong(type -> row[type]).toArray();
        int token = 0;
        while (!Arrays.equals(tokenValues, token * types.length, (token + 1) * types.length, wanted, 0, types.length)) {
            token++;
        }
        return token;
    }
}
