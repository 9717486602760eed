package io.understudy.model.table;

import io.understudy.model.EntitySampler;
import io.understudy.model.EntityScorer;
import io.understudy.model.EntityState;
import io.understudy.model.EventLayout;
import io.understudy.model.Profile;
import io.understudy.model.Provenance;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;
import io.understudy.model.chain.ChainShape;

/** The tables, made for speed: a few machine words an entity, one look-up and one draw a law. */
public final class TableModel implements SequenceModel {
    /** Name of this family. */
    public static final String KIND = "tables";

    private final ChainShape shape;
    private final TableLaws laws;
    private final Provenance provenance;
    private final Profile profile;
    private final int words; // of a state

    public TableModel(ChainShape shape, TableLaws laws, Provenance provenance, Profile profile) {
        this.shape = shape;
        this.laws = laws;
        this.provenance = provenance;
        this.profile = profile;
        words = new WordPlan(shape, laws.balance() != null, laws.stay() != null).words();
    }

    /** Tokens, classes, clusters and columns. */
    public ChainShape shape() {
        return shape;
    }

    /** What is likely. */
    public TableLaws laws() {
        return laws;
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public Profile profile() {
        return profile;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public EventLayout layout() {
        return shape.layout();
    }

    @Override
    public EntityState newState() {
        return new TableState(words);
    }

    @Override
    public EntitySampler sampler(SamplerSettings settings) {
        return new TableSampler(shape, laws, settings);
    }

    @Override
    public EntityScorer scorer() {
        return new TableScorer(shape, laws);
    }

    /** The features that laws of this shape may look at. */
    public static CodeBook book(
            ChainShape shape,
            java.util.List<ValueGrid> numbers,
            java.util.List<ValueGrid> statics,
            io.understudy.model.chain.Bins balance) {
        int[] staticColumns = shape.staticColumns();
        int[] staticCodes = new int[staticColumns.length];
        for (int i = 0; i < staticCodes.length; i++) {
            ValueGrid grid = statics.get(i);
            staticCodes[i] = 1 + (grid == null ? CodeBook.names(shape, staticColumns[i]) : grid.groups());
        }
        return new CodeBook(
                shape,
                numbers.stream().mapToInt(grid -> grid.groups() + 1).toArray(),
                staticCodes,
                balance == null ? 1 : balance.size() + 1);
    }
}
