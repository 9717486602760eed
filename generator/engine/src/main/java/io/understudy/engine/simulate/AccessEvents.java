package io.understudy.engine.simulate;

import io.understudy.model.ColumnFormat;

/** Writes the rows of one account. Owned by its agent. */
final class AccessEvents {
    /** Size of what has no size. */
    static final long NO_BYTES = ColumnFormat.MISSING;

    private final int user;
    private final Rows rows;

    AccessEvents(int user, Rows rows) {
        this.user = user;
        this.rows = rows;
    }

    /**
     * From where to where.
     *
     * @param address index of the source address
     * @param host index of the host that is reached
     */
    record Path(int address, int host, Service service) {}

    /** Adds one event of which nobody counts bytes, and that names no user agent. */
    void add(long millis, AuditEvent event, Outcome outcome, Path path, int label) {
        add(millis, event, outcome, path, NO_BYTES, UserAgents.NONE, label);
    }

    /**
     * Adds one event.
     *
     * @param bytes network bytes, or {@link #NO_BYTES}
     * @param userAgent index of it, or {@link UserAgents#NONE}
     * @param label index of its class; 0 is normal
     */
    void add(long millis, AuditEvent event, Outcome outcome, Path path, long bytes, int userAgent, int label) {
        rows.add(
                millis * 1_000,
                user,
                event.categoryIndex(),
                event.ordinal(),
                outcome.ordinal(),
                path.address(),
                path.host(),
                path.service().ordinal(),
                path.service().protocolIndex(),
                bytes,
                userAgent == UserAgents.NONE ? ColumnFormat.MISSING : userAgent,
                label);
    }
}
