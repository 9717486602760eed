package io.understudy.engine.simulate;

import java.util.Arrays;
import java.util.List;

/** What an access event records: an ECS {@code event.category} with an {@code event.action}. */
enum AuditEvent {
    LOGIN("authentication", "logged-in"),
    MFA("authentication", "mfa-verified"),
    PASSWORD_CHANGE("iam", "password-changed"),
    SESSION_START("session", "session-started"),
    SESSION_END("session", "session-ended"),
    HTTP_REQUEST("web", "http-request"),
    CONNECTION("network", "network-flow"),
    DNS_QUERY("network", "dns-query"),
    FILE_READ("file", "file-opened"),
    FILE_WRITE("file", "file-modified"),
    PROCESS_START("process", "process-started"),
    QUERY("database", "query-executed");

    private static final List<String> CATEGORIES =
            Arrays.stream(values()).map(event -> event.category).distinct().toList();

    private final String category;
    private final String action;

    AuditEvent(String category, String action) {
        this.category = category;
        this.action = action;
    }

    static List<String> categories() {
        return CATEGORIES;
    }

    static List<String> actions() {
        return Arrays.stream(values()).map(event -> event.action).toList();
    }

    int categoryIndex() {
        return CATEGORIES.indexOf(category);
    }
}
