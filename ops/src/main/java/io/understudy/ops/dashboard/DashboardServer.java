package io.understudy.ops.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.sse.SseClient;
import io.javalin.http.staticfiles.Location;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The dashboard's web server, on loopback: the page at {@code /}, {@code /api/status}, the same with the points
 * of the charts at {@code /api/points}, both as server-sent events at {@code /api/events}, {@code /metrics} in
 * Prometheus' text format and {@code /health}. A POST to {@code /api/rate} or {@code /api/drift} changes the run.
 */
public final class DashboardServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int TICK_MILLIS = 500;
    private static final int MOST_THREADS = 12;

    private final Supplier<Status> status;
    private final History history;
    private final Map<SseClient, History.Cursor> cursorByClient = new ConcurrentHashMap<>();
    private final ObjectMapper json = new ObjectMapper();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "dashboard-ticks");
        thread.setDaemon(true);
        return thread;
    });
    private final Javalin server;

    /**
     * Starts the server.
     *
     * @param port 0 for any that is free
     * @param metrics the text of {@code /metrics}
     * @param controls that the page and others on this machine may use
     * @throws IOException if the port is in use; the message is one line with the remedy
     */
    public DashboardServer(
            int port, Supplier<Status> status, History history, Supplier<String> metrics, Controls controls)
            throws IOException {
        requireFree(port);
        this.status = status;
        this.history = history;
        server = Javalin.create(config -> configure(config, metrics, new ControlRoutes(controls)))
                .start(HOST, port);
        ticks.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void requireFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
        } catch (BindException e) {
            throw new IOException(
                    "--port " + port + ": " + HOST + ":" + port
                            + " is in use or not allowed; choose another port, or 0 for any that is free",
                    e);
        }
    }

    private void configure(JavalinConfig config, Supplier<String> metrics, ControlRoutes control) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 2);
        threads.setDaemon(true);
        threads.setName("dashboard");
        config.jetty.threadPool = threads;
        config.staticFiles.enableWebjars();
        config.staticFiles.add("/dashboard", Location.CLASSPATH);
        config.routes.get("/api/status", this::sendStatus);
        config.routes.get("/api/points", this::sendPoints);
        config.routes.sse("/api/events", this::welcome);
        config.routes.post("/api/rate", control.rate());
        config.routes.post("/api/drift", control.drift());
        config.routes.get(
                "/metrics",
                context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(metrics.get()));
        config.routes.get(
                "/health",
                context -> context.contentType(ContentType.APPLICATION_JSON)
                        .result(write(
                                Map.of("status", "up", "phase", status.get().phase()))));
    }

    private void sendStatus(Context context) {
        context.header(Header.CACHE_CONTROL, "no-store");
        context.contentType(ContentType.APPLICATION_JSON).result(write(status.get()));
    }

    private void sendPoints(Context context) {
        History.Page page = history.since(History.Cursor.START);
        context.header(Header.CACHE_CONTROL, "no-store");
        context.contentType(ContentType.APPLICATION_JSON)
                .result(write(new Tick(status.get(), page.rates(), page.drifts())));
    }

    private void welcome(SseClient client) {
        client.keepAlive();
        client.onClose(() -> cursorByClient.remove(client));
        cursorByClient.put(client, History.Cursor.START);
    }

    private void tick() {
        if (cursorByClient.isEmpty()) {
            return;
        }
        Status now = status.get();
        for (SseClient client : cursorByClient.keySet()) {
            send(client, now);
        }
    }

    /** A client that went away leaves the map while it is written to, and must not come back. */
    private void send(SseClient client, Status now) {
        History.Cursor cursor = cursorByClient.get(client);
        if (cursor == null) {
            return;
        }
        History.Page page = history.since(cursor);
        client.sendEvent("tick", write(new Tick(now, page.rates(), page.drifts())));
        cursorByClient.replace(client, page.next());
    }

    private String write(Object object) {
        try {
            return json.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("status cannot be written as JSON", e);
        }
    }

    public int port() {
        return server.port();
    }

    /** Address of the page. */
    public String url() {
        return "http://" + HOST + ":" + server.port() + "/";
    }

    /** Sends what is left to those who watch, and stops. */
    @Override
    public void close() {
        ticks.shutdown();
        tick();
        cursorByClient.keySet().forEach(SseClient::close);
        server.stop();
    }

    /** One server-sent event: how the run stands, and the points since the last one. */
    private record Tick(Status status, List<RateSample> rates, List<DriftSample> drifts) {}
}
