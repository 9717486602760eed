package io.understudy.model;

/** What a column of an event log means to the model. */
public enum ColumnRole {
    /** Names the sequence an event belongs to; several entity columns together name one entity. */
    ENTITY,
    /** When the event happened. */
    TIME,
    /** Kind of event; the tuple of all type columns is the event's token. */
    TYPE,
    /** Ground truth: never on an event topic. */
    LABEL,
    /** Row identifier: made anew, never modelled. */
    ID,
    /** Number that the event carries. */
    NUMERIC,
    /** Category that the event carries. */
    CATEGORICAL,
    /** High-cardinality reference shared between entities: counterparty, terminal, address. */
    KEY,
    /** Follows from other columns and past events, such as a balance. */
    DERIVED,
    /** Not modelled; written empty. */
    IGNORED
}
