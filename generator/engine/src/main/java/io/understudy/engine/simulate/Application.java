package io.understudy.engine.simulate;

import io.understudy.engine.simulate.Estate.ServerKind;

/** What people do at work: which servers they reach, and what is logged when they do. */
enum Application {
    INTRANET(26, 10, ServerKind.WEB, Service.HTTPS, 14_000, 1.0, AuditEvent.HTTP_REQUEST, AuditEvent.HTTP_REQUEST),
    BUSINESS_APP(24, 8, ServerKind.APP, Service.HTTPS, 9_000, .8, AuditEvent.HTTP_REQUEST, AuditEvent.HTTP_REQUEST),
    LEGACY_WEB(2, 2, ServerKind.WEB, Service.HTTP, 11_000, 1.0, AuditEvent.HTTP_REQUEST, AuditEvent.HTTP_REQUEST),
    OUTGOING_MAIL(4, 2, ServerKind.MAIL, Service.SMTP, 30_000, 1.5, AuditEvent.CONNECTION, AuditEvent.CONNECTION),
    MAIL(18, 10, ServerKind.MAIL, Service.IMAP, 22_000, 1.3, AuditEvent.CONNECTION, AuditEvent.CONNECTION),
    FILES(16, 8, ServerKind.FS, Service.SMB, 60_000, 1.6, AuditEvent.FILE_READ, AuditEvent.FILE_WRITE),
    NAMES(7, 8, ServerKind.DNS, Service.DNS, 180, .4, AuditEvent.DNS_QUERY, AuditEvent.DNS_QUERY),
    SOURCE_CODE(3, 8, ServerKind.GIT, Service.SSH, 45_000, 1.4, AuditEvent.CONNECTION, AuditEvent.CONNECTION),
    DATABASE(3, 12, ServerKind.DB, Service.POSTGRESQL, 5_000, 1.5, AuditEvent.QUERY, AuditEvent.QUERY),
    OLD_DATABASE(1, 4, ServerKind.DB, Service.MYSQL, 3_000, 1.5, AuditEvent.QUERY, AuditEvent.QUERY),
    FILE_TRANSFER(.4, 2, ServerKind.FS, Service.FTP, 900_000, 1.8, AuditEvent.CONNECTION, AuditEvent.CONNECTION),
    TERMINAL(2, 12, ServerKind.TS, Service.RDP, 150_000, 1.0, AuditEvent.LOGIN, AuditEvent.PROCESS_START),
    REMOTE_MANAGEMENT(.1, 6, ServerKind.DC, Service.WINRM, 6_000, 1.0, AuditEvent.LOGIN, AuditEvent.PROCESS_START),
    CONSOLE(.02, 1, ServerKind.APP, Service.TELNET, 700, .8, AuditEvent.LOGIN, AuditEvent.CONNECTION),
    SERVER_SHELL(.6, 24, ServerKind.APP, Service.SSH, 8_000, 1.0, AuditEvent.LOGIN, AuditEvent.PROCESS_START);

    final double weight;
    final double adminWeight;
    final ServerKind kind;
    final Service service;
    final double medianBytes;
    final double sigma;
    final AuditEvent first;
    final AuditEvent later;

    Application(
            double weight,
            double adminWeight,
            ServerKind kind,
            Service service,
            double medianBytes,
            double sigma,
            AuditEvent first,
            AuditEvent later) {
        this.weight = weight;
        this.adminWeight = adminWeight;
        this.kind = kind;
        this.service = service;
        this.medianBytes = medianBytes;
        this.sigma = sigma;
        this.first = first;
        this.later = later;
    }

    /** Files and processes are audited on the host, where nobody counts bytes. */
    long drawBytes(AuditEvent event, AgentRandom random) {
        return switch (event) {
            case FILE_READ, FILE_WRITE, PROCESS_START -> AccessEvents.NO_BYTES;
            default -> (long) random.logNormal(medianBytes, sigma) + 40;
        };
    }

    /** True where people work on the server itself, and may go on from it to others. */
    boolean interactive() {
        return later == AuditEvent.PROCESS_START;
    }

    boolean web() {
        return first == AuditEvent.HTTP_REQUEST;
    }
}
