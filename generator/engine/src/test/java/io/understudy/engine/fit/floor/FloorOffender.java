package io.understudy.engine.fit.floor;

import io.understudy.engine.fit.time.GapFit;

/** Imports a room above its own, so that a test can see the rule find it. */
public record FloorOffender(GapFit above) {}
