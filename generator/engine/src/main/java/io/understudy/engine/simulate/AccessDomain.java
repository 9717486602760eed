package io.understudy.engine.simulate;

import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnFormat.Decimal;
import io.understudy.model.ColumnFormat.Dictionary;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventLayout;
import io.understudy.schemas.Scenarios;
import io.understudy.schemas.Scenarios.Scenario;
import java.util.List;
import java.util.stream.Stream;

/** Access to the systems of an organisation: employees, service accounts, and seven kinds of attack. */
final class AccessDomain implements Domain {
    private static final long KIND = 0xAA;
    private static final double SHARE_OF_SERVICE_ACCOUNTS = .08;
    private static final int USER_NAMES = 10_000_000;
    /** Victims in a block, by class: in the order of the catalogue. */
    private static final List<Integer> VICTIMS = List.of(40, 20, 3, 2, 6, 4, 2);

    private final long seed;
    private final Estate estate;
    private final CampaignCalendar campaigns;

    AccessDomain(long seed) {
        this.seed = seed;
        this.estate = new Estate(seed);
        this.campaigns = new CampaignCalendar(seed, VICTIMS);
    }

    @Override
    public EventLayout layout(int entities) {
        List<String> users = new ScatteredNames("u", 7, USER_NAMES, seed).first(entities);
        List<String> classes = Stream.concat(
                        Stream.of(Scenarios.NORMAL), Scenarios.ACCESS.stream().map(Scenario::name))
                .toList();
        return new EventLayout(
                "access",
                List.of(
                        column("event_time", ColumnRole.TIME, LogTime.FORMAT),
                        column("user_name", ColumnRole.ENTITY, new Dictionary(users)),
                        column("event_category", ColumnRole.TYPE, new Dictionary(AuditEvent.categories())),
                        column("event_action", ColumnRole.TYPE, new Dictionary(AuditEvent.actions())),
                        column("event_outcome", ColumnRole.TYPE, new Dictionary(Outcome.texts())),
                        column("source_ip", ColumnRole.KEY, new Dictionary(estate.addresses(entities))),
                        column("host_name", ColumnRole.KEY, new Dictionary(estate.hostNames(entities))),
                        column("destination_port", ColumnRole.CATEGORICAL, new Dictionary(Service.ports())),
                        column("network_protocol", ColumnRole.CATEGORICAL, new Dictionary(Service.protocols())),
                        nullable("network_bytes", ColumnRole.NUMERIC, new Decimal(0, 0)),
                        nullable("user_agent", ColumnRole.CATEGORICAL, new Dictionary(UserAgents.TEXTS)),
                        column("attack_type", ColumnRole.LABEL, new Dictionary(classes))),
                11,
                0);
    }

    private static Column column(String name, ColumnRole role, ColumnFormat format) {
        return new Column(name, role, role == ColumnRole.ENTITY, false, format);
    }

    private static Column nullable(String name, ColumnRole role, ColumnFormat format) {
        return new Column(name, role, false, true, format);
    }

    @Override
    public Agent agent(int number, Rows rows) {
        AccessEvents events = new AccessEvents(number, rows);
        AgentRandom random = new AgentRandom(seed, KIND, number);
        Account account = random.chance(SHARE_OF_SERVICE_ACCOUNTS)
                ? new ServiceAccount(seed, number, estate, events)
                : new Employee(seed, number, estate, events);
        return new AttackedAccount(account, number, campaigns, estate, events);
    }
}
