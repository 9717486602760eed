package io.understudy.streams.monitor;

import io.understudy.model.ColumnRole;
import io.understudy.model.EntityScorer;
import io.understudy.model.EntityState;
import io.understudy.model.EventLayout;
import io.understudy.model.SequenceModel;
import io.understudy.schemas.EventIds;
import io.understudy.streams.wire.ObservedEvent;
import io.understudy.streams.wire.RecordFrames;
import java.util.Arrays;
import java.util.List;

/** Scores single events, those with values among them that the model cannot name. Scratch of one task. */
final class EventJudge {
    private static final String TOKEN = "token";
    /** Name of the feature that looks at the time between two events of an entity. */
    static final String GAP = "gap";

    private final EventLayout layout;
    private final RecordFrames frames;
    private final EntityScorer scorer;
    private final int[] featureByColumn; // [column], -1 where the column has none
    private final int tokenFeature;
    private final int gapFeature;
    private final double[] scores; // [feature]

    EventJudge(SequenceModel model, RecordFrames frames) {
        this.layout = model.layout();
        this.frames = frames;
        this.scorer = model.scorer();
        List<String> features = scorer.features();
        this.tokenFeature = features.indexOf(TOKEN);
        this.gapFeature = features.indexOf(GAP);
        this.featureByColumn = layout.columns().stream()
                .mapToInt(c -> c.role() == ColumnRole.TYPE ? tokenFeature : features.indexOf(c.name()))
                .toArray();
        this.scores = new double[features.size()];
    }

    /**
     * Scores {@code event} given {@code state}, and makes it the last one of the state unless its token is unknown.
     *
     * @param timeKnown false where the event's time says nothing about the model's time
     * @return scores by feature, valid until the next call
     */
    double[] score(EntityState state, ObservedEvent event, boolean timeKnown) {
        if (frames.modelKnows(event)) {
            scorer.score(state, event.frame, seed(event.eventId), scores);
        } else {
            Arrays.fill(scores, Double.NaN);
        }
        for (int c = 0; c < featureByColumn.length; c++) {
            if (event.unknown[c]
                    && featureByColumn[c] >= 0
                    && isModelled(layout.column(c).role())) {
                scores[featureByColumn[c]] = EntityScorer.NOVEL;
            }
        }
        if (!timeKnown && gapFeature >= 0) {
            scores[gapFeature] = Double.NaN;
        }
        return scores;
    }

    private static boolean isModelled(ColumnRole role) {
        return role == ColumnRole.TYPE
                || role == ColumnRole.NUMERIC
                || role == ColumnRole.CATEGORICAL
                || role == ColumnRole.DERIVED;
    }

    void observe(EntityState state, ObservedEvent event) {
        if (frames.modelKnows(event)) {
            scorer.observe(state, event.frame);
        }
    }

    private static long seed(String eventId) {
        try {
            return EventIds.parse(eventId);
        } catch (IllegalArgumentException e) {
            return eventId.hashCode() * 0x9e37_79b9_7f4a_7c15L;
        }
    }
}
