package io.understudy.model.chain;

import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventLayout;
import java.util.stream.IntStream;

/**
 * What the chain knows about the data apart from its laws: which column plays which part, the tokens, the classes, the
 * clusters of entities and the units of time. Immutable; the arrays are not to be changed.
 *
 * @param layout of the events that the model makes
 * @param tokenValues // [token * types + i] cell of type column i
 * @param labelValues // [class * labels + i] cell of label column i; class 0 is the normal one
 * @param keyByClass // [class] index of the key column that carries the class, plus 1; 0 where the entity carries it
 * @param slotByToken // [token] where the state keeps what it remembers of the token; rare ones share the last slot
 * @param slots number of those places
 * @param lapseSecondsBySlot // [slot] time without the token after which it counts as forgotten: the reference has no such
 *     silence that is followed by an event, so that what a silence means is not known
 * @param due how surely tokens come again when they are due
 * @param traitsByCluster // [cluster * traits + i] standardised mean of what distinguishes the cluster's entities
 * @param clusterShares // [cluster] cumulative share of entities, ends at 1
 * @param pace how fast the lives of a cluster's entities go
 * @param running where the running column lies over the life of a cluster's entities; null where none runs, or all alike
 * @param originMicros start of the reference
 * @param spanMicros length of the reference
 * @param resolutionMicros greatest unit of time that divides all times; a day where there is no time of day
 * @param referenceEntities number of entities that were fitted
 */
@SuppressWarnings("ArrayRecordComponent")
public record ChainShape(
        EventLayout layout,
        long[] tokenValues,
        long[] labelValues,
        int[] keyByClass,
        int[] slotByToken,
        int slots,
        long[] lapseSecondsBySlot,
        DueLaw due,
        int traits,
        double[] traitsByCluster,
        double[] clusterShares,
        PaceLaw pace,
        RunningLaw running,
        long originMicros,
        long spanMicros,
        long resolutionMicros,
        long referenceEntities) {

    /** A shape whose entities' lives have no pace of their own. */
    public ChainShape(
            EventLayout layout,
            long[] tokenValues,
            long[] labelValues,
            int[] keyByClass,
            int[] slotByToken,
            int slots,
            long[] lapseSecondsBySlot,
            DueLaw due,
            int traits,
            double[] traitsByCluster,
            double[] clusterShares,
            long originMicros,
            long spanMicros,
            long resolutionMicros,
            long referenceEntities) {
        this(
                layout,
                tokenValues,
                labelValues,
                keyByClass,
                slotByToken,
                slots,
                lapseSecondsBySlot,
                due,
                traits,
                traitsByCluster,
                clusterShares,
                PaceLaw.none(),
                null,
                originMicros,
                spanMicros,
                resolutionMicros,
                referenceEntities);
    }

    /** Token of an event whose combination of types the model does not hold. */
    public static final int UNKNOWN = -1;

    public int tokens() {
        return slotByToken.length;
    }

    public int classes() {
        return labelColumns().length == 0 ? 1 : labelValues.length / labelColumns().length;
    }

    /** True if keys carry the class: an entity meets it, and has it no longer when it goes elsewhere. */
    public boolean borneByKey(int label) {
        return label > 0 && keyByClass[label] > 0;
    }

    /** The same with what was learned of dues. */
    public ChainShape with(DueLaw other) {
        return with(other, pace, running);
    }

    /** The same with what was learned of paces. */
    public ChainShape with(PaceLaw other) {
        return with(due, other, running);
    }

    /** The same with what was learned of where the running column lies. */
    public ChainShape with(RunningLaw other) {
        return with(due, pace, other);
    }

    private ChainShape with(DueLaw otherDue, PaceLaw otherPace, RunningLaw otherRunning) {
        return new ChainShape(
                layout,
                tokenValues,
                labelValues,
                keyByClass,
                slotByToken,
                slots,
                lapseSecondsBySlot,
                otherDue,
                traits,
                traitsByCluster,
                clusterShares,
                otherPace,
                otherRunning,
                originMicros,
                spanMicros,
                resolutionMicros,
                referenceEntities);
    }

    public int clusters() {
        return clusterShares.length;
    }

    /** True where times have no time of day. */
    public boolean dateOnly() {
        return layout.timestamp().dateOnly();
    }

    public int[] typeColumns() {
        return layout.indexes(ColumnRole.TYPE);
    }

    public int[] labelColumns() {
        return layout.indexes(ColumnRole.LABEL);
    }

    /** Numeric marks that vary within an entity. */
    public int[] numericColumns() {
        return pick(c -> role(c, ColumnRole.NUMERIC) && !fixed(c) && decimal(c));
    }

    /** Categorical marks that vary within an entity, and keys that are few enough to keep their names. */
    public int[] categoricalColumns() {
        return pick(c -> (role(c, ColumnRole.CATEGORICAL) || role(c, ColumnRole.KEY) || role(c, ColumnRole.NUMERIC))
                && !fixed(c)
                && dictionary(c));
    }

    /** Columns drawn once, at an entity's birth. */
    public int[] staticColumns() {
        return pick(c -> fixed(c)
                && (dictionary(c) || decimal(c) && role(c, ColumnRole.NUMERIC))
                && !role(c, ColumnRole.LABEL)
                && !role(c, ColumnRole.TYPE));
    }

    /** Keys that are made anew. */
    public int[] keyColumns() {
        return pick(c -> role(c, ColumnRole.KEY) && !dictionary(c));
    }

    private boolean role(int column, ColumnRole role) {
        return layout.column(column).role() == role;
    }

    private boolean fixed(int column) {
        return layout.column(column).constantPerEntity() || role(column, ColumnRole.ENTITY) && dictionary(column);
    }

    private boolean dictionary(int column) {
        return layout.column(column).format() instanceof ColumnFormat.Dictionary;
    }

    private boolean decimal(int column) {
        return layout.column(column).format() instanceof ColumnFormat.Decimal;
    }

    private int[] pick(java.util.function.IntPredicate wanted) {
        return IntStream.range(0, layout.size()).filter(wanted).toArray();
    }
}
