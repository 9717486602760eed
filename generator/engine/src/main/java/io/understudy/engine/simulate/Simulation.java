package io.understudy.engine.simulate;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.EventLayout;
import io.understudy.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A labelled log of one domain, made by rules. Immutable: every run of it gives the same rows. The rows of a day are
 * held in memory, and a profile of about 1 kB an agent.
 */
public final class Simulation {
    /** Names of the domains that ship. */
    public static final List<String> DOMAINS = List.of("payments", "access");

    private final SimulationSettings settings;
    private final Domain domain;

    private Simulation(SimulationSettings settings, Domain domain) {
        this.settings = settings;
        this.domain = domain;
    }

    /** Card payments, with fraud among them; an entity is a card. */
    public static Simulation payments(SimulationSettings settings) {
        return new Simulation(settings, new PaymentsDomain(settings.seed()));
    }

    /** Logins, sessions, network and audit events, with attacks among them; an entity is an account. */
    public static Simulation access(SimulationSettings settings) {
        return new Simulation(settings, new AccessDomain(settings.seed()));
    }

    /**
     * The domain called {@code name}.
     *
     * @throws InputException if there is none of that name
     */
    public static Simulation of(String name, SimulationSettings settings) {
        return switch (name) {
            case "payments" -> payments(settings);
            case "access" -> access(settings);
            default ->
                throw new InputException(
                        "simulate: \"" + name + "\" is no domain; give " + String.join(" or ", DOMAINS));
        };
    }

    /** The columns, roles and values of each domain, for as many entities: nothing in them tells of a single run. */
    public static List<EventLayout> layouts(int entities) {
        return List.of(new PaymentsDomain(0).layout(entities), new AccessDomain(0).layout(entities));
    }

    /** The columns and their roles. */
    public EventLayout layout() {
        return domain.layout(settings.entities());
    }

    /**
     * Runs the simulation and hands out its events in time order.
     *
     * @return how many
     */
    public long run(RowConsumer consumer, SimulationProgress progress) throws IOException {
        Rows rows = new Rows();
        Agent[] agents = new Agent[settings.entities()];
        for (int i = 0; i < agents.length; i++) {
            agents[i] = domain.agent(i, rows);
        }
        long events = 0;
        for (int i = 0; i < settings.days(); i++) {
            SimulatedDay day = SimulatedDay.of(settings, i);
            for (Agent agent : agents) {
                agent.live(day);
            }
            events += rows.drain((day.startMillis() + SimulatedDay.MILLIS) * 1_000, consumer);
            progress.dayDone(i + 1, settings.days(), events);
        }
        return events;
    }

    /**
     * Writes the log as CSV, gzipped where the name ends in {@code .gz}. The file appears whole under its name or not at
     * all.
     *
     * @return how many events it holds
     * @throws InputException if the name ends in neither {@code .csv} nor {@code .csv.gz}, or the file cannot be written
     */
    public long writeTo(Path file, SimulationProgress progress) {
        return CsvLog.write(file, layout(), consumer -> run(consumer, progress));
    }

    /** The log in memory, as the reference reader would give it: what a demo fits without a file between. */
    public EventLog toEventLog() {
        LogCollector collector = new LogCollector(layout(), settings.entities());
        try {
            run(collector, SimulationProgress.SILENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return collector.log("simulated " + settings);
    }
}
