package io.understudy.engine.simulate;

import java.util.Arrays;
import java.util.List;

/** What listens on a host: an application protocol (ECS {@code network.protocol}) at a port. */
enum Service {
    HTTPS("https", 443),
    HTTP("http", 80),
    HTTP_ALTERNATE("http", 8080),
    SSH("ssh", 22),
    RDP("rdp", 3389),
    SMB("smb", 445),
    KERBEROS("kerberos", 88),
    LDAP("ldap", 389),
    DNS("dns", 53),
    IMAP("imap", 993),
    SMTP("smtp", 587),
    POSTGRESQL("postgresql", 5432),
    MYSQL("mysql", 3306),
    WINRM("winrm", 5985),
    FTP("ftp", 21),
    TELNET("telnet", 23);

    private static final List<String> PROTOCOLS =
            Arrays.stream(values()).map(service -> service.protocol).distinct().toList();

    private final String protocol;
    private final int port;

    Service(String protocol, int port) {
        this.protocol = protocol;
        this.port = port;
    }

    static List<String> ports() {
        return Arrays.stream(values())
                .map(service -> Integer.toString(service.port))
                .toList();
    }

    static List<String> protocols() {
        return PROTOCOLS;
    }

    int protocolIndex() {
        return PROTOCOLS.indexOf(protocol);
    }
}
