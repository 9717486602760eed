package io.understudy.ops;

/** Stands in for a class of a module that the engine must not know. */
public record Offence() {}
