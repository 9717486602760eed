package io.understudy.ops.devstack;

import io.understudy.model.InputException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A schema registry (Apicurio, which speaks Confluent's API) in a JVM of its own, on 127.0.0.1, with its schemas in
 * memory and compatibility BACKWARD. It ends, and its temporary folder goes, when this JVM ends, however that ends.
 * Cost: about 4 s of one core and 220 MB.
 */
public final class RegistryProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(50);

    private final ChildJvm child;
    private final LockedFolder folder;
    private final URI url;

    private RegistryProcess(ChildJvm child, LockedFolder folder, URI url) {
        this.child = child;
        this.folder = folder;
        this.url = url;
    }

    /**
     * Starts a registry and waits until it answers.
     *
     * @param port port on 127.0.0.1; 0 takes a free one
     * @throws InputException if the port is in use, or the build did not unpack the registry
     * @throws IOException if it does not start within 90 s; carries its last output
     */
    public static RegistryProcess start(int port) throws IOException {
        Path jar = jarIn(home());
        if (port != 0) {
            LocalPorts.requireFree(port, "the schema registry");
        }
        int chosen = port == 0 ? LocalPorts.free(1).get(0) : port;
        LockedFolder folder = LockedFolder.temporary("understudy-registry-");
        ChildJvm child = null;
        try {
            child = ChildJvm.start(commandOf(jar, folder.path(), chosen), folder.path());
            URI url = URI.create("http://" + LocalPorts.HOST + ":" + chosen + "/apis/ccompat/v7");
            RegistryProcess registry = new RegistryProcess(child, folder, url);
            registry.awaitReady();
            return registry;
        } catch (IOException | RuntimeException e) {
            if (child != null) {
                child.close();
            }
            folder.close();
            throw e;
        }
    }

    /** Address for {@code schema.registry.url}. */
    public URI url() {
        return url;
    }

    /** The registry's process, by the operating system's number. */
    public long pid() {
        return child.pid();
    }

    /** Where its temporary files are. */
    Path folder() {
        return folder.path();
    }

    /** Stops the registry and removes what it left. Closing twice is harmless. */
    @Override
    public void close() throws IOException {
        child.close();
        folder.close();
    }

    private static ChildJvm.Command commandOf(Path jar, Path folder, int port) throws IOException {
        return new ChildJvm.Command(
                "schema registry",
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + folder,
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dquarkus.http.host=" + LocalPorts.HOST,
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.http.access-log.enabled=false",
                        "-Dquarkus.banner.enabled=false",
                        "-Dquarkus.log.category.\"io.apicurio\".level=WARN",
                        "-Dapicurio.import.work-dir=" + folder,
                        "-Dapicurio.storage.snapshot.location=" + folder,
                        "-Dapicurio.datasource.jdbc.initial-size=1",
                        "-Dapicurio.datasource.jdbc.min-size=1"),
                List.of(codeLocation(), jar),
                RegistryMain.class,
                List.of(folder.toString(), "io.quarkus.runner.GeneratedMain"));
    }

    /** Polls until the registry answers, then sets its compatibility, which is NONE at first. */
    private void awaitReady() throws IOException {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest subjects = request("/subjects").GET().build();
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(client, subjects)) {
            if (child.endedWithin(BETWEEN_POLLS)) {
                throw child.failed("ended before it answered " + url);
            }
            if (System.nanoTime() - deadlineNanos > 0) {
                throw child.failed("did not answer " + url + " within " + PATIENCE.toSeconds() + " s");
            }
        }
        HttpRequest backward = request("/config")
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\": \"BACKWARD\"}"))
                .build();
        if (!answers(client, backward)) {
            throw child.failed("refused to set its compatibility to BACKWARD");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(10));
    }

    private static boolean answers(HttpClient client, HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("schema registry was given up while it started");
        } catch (IOException e) {
            return false; // nobody listens yet
        }
    }

    /** Where the build unpacks the registry: {@code registry} beside this package's jar or class folder. */
    private static Path home() throws IOException {
        return codeLocation().resolveSibling("registry");
    }

    private static Path jarIn(Path home) throws IOException {
        if (Files.isDirectory(home)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(home, "apicurio-registry-app-*-runner.jar")) {
                for (Path jar : jars) {
                    return jar;
                }
            }
        }
        throw new InputException("the schema registry is not in " + home
                + ", where the build unpacks it; build it: mvn -DskipTests package -pl ops -am");
    }

    private static Path codeLocation() throws IOException {
        try {
            return Path.of(RegistryProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("the place of this program's own classes is not a file: " + e.getMessage(), e);
        }
    }
}
