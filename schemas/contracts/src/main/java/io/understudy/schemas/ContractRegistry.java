package io.understudy.schemas;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaMetadata;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;

/**
 * A schema registry, through Confluent's own client. Threads may share it. No call takes longer than about a minute:
 * connecting ends after 5 s, an answer after 10 s, and a registry that asks for patience is tried three times more.
 */
public final class ContractRegistry implements Closeable {
    private static final Map<String, Object> LIMITS = Map.of(
            SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS, 5_000,
            SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS, 10_000,
            SchemaRegistryClientConfig.LATEST_CACHE_TTL_CONFIG, 0, // others register versions too
            SchemaRegistryClientConfig.MAX_RETRIES_CONFIG, 3,
            SchemaRegistryClientConfig.RETRIES_WAIT_MS_CONFIG, 500,
            SchemaRegistryClientConfig.RETRIES_MAX_WAIT_MS_CONFIG, 2_000);
    private static final int CACHED_SCHEMAS_A_SUBJECT = 1_000;

    private final String url;
    private final SchemaRegistryClient client;

    private ContractRegistry(String url, SchemaRegistryClient client) {
        this.url = url;
        this.client = client;
    }

    /**
     * The registry at {@code url}. Nothing is sent yet.
     *
     * @param url {@code http://host:port/path}, several with commas between, or {@code mock://scope} for one inside this
     *     JVM
     * @param properties of Confluent's client, such as {@code basic.auth.user.info}; others are ignored
     * @throws IllegalArgumentException if the address or a property is not usable
     */
    public static ContractRegistry connect(String url, Map<String, ?> properties) {
        ControlRecords.trust();
        List<String> urls = new ArrayList<>();
        for (String each : url.split(",", -1)) {
            urls.add(checked(each.trim()));
        }
        Map<String, Object> configuration = new HashMap<>(LIMITS);
        configuration.putAll(properties);
        try {
            return new ContractRegistry(
                    url,
                    SchemaRegistryClientFactory.newClient(
                            urls,
                            CACHED_SCHEMAS_A_SUBJECT,
                            List.of(
                                    new AvroSchemaProvider(),
                                    new SchemaText.Provider(RecordSchema.JSON),
                                    new SchemaText.Provider(RecordSchema.PROTOBUF)),
                            configuration,
                            Map.of()));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "schema registry " + url + " cannot be set up: " + oneLine(e) + "; check its properties", e);
        }
    }

    private static String checked(String url) {
        try {
            URI uri = new URI(url);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null || "mock".equals(uri.getScheme()) && uri.getRawAuthority() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // falls through to the one message
        }
        throw new IllegalArgumentException("schema registry \"" + url
                + "\" is not an address; give one like http://localhost:8081, or https://host/path");
    }

    /** The subject of the values of {@code topic}. */
    public static String subject(String topic) {
        return topic + "-value";
    }

    /**
     * Registers {@code schema} as the newest version of {@code subject}, if it is not there yet. The registry judges
     * compatibility; where its level is NONE, it is judged here whether consumers with the new schema can read records of
     * the newest version (BACKWARD), for a topic that nobody can read to its end serves nobody.
     *
     * @return the schema's id
     * @throws IllegalArgumentException if the schema is incompatible with what the subject holds
     * @throws IOException if the registry cannot be reached, or refuses
     */
    public int register(String subject, RecordSchema schema) throws IOException {
        try {
            OptionalInt known = accepted(subject, schema);
            return known.isPresent() ? known.getAsInt() : client.register(subject, schema.parsed());
        } catch (RestClientException e) {
            if (e.getStatus() == 409) {
                throw incompatible(subject, schema, e.getMessage(), e);
            }
            throw refused("register schema " + schema.fullName() + " under subject " + subject, e);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** {@link #register(String, RecordSchema)} of a schema of Avro's. */
    public int register(String subject, Schema schema) throws IOException {
        return register(subject, RecordSchema.avro(schema));
    }

    /**
     * Whether {@link #register} would go well, without doing it.
     *
     * @return true where the schema is registered already
     * @throws IllegalArgumentException if the schema is incompatible with what the subject holds
     * @throws IOException if the registry cannot be reached, or refuses
     */
    public boolean check(String subject, RecordSchema schema) throws IOException {
        try {
            return accepted(subject, schema).isPresent();
        } catch (RestClientException e) {
            throw refused("be asked for subject " + subject, e);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** The schema's id where it is registered; empty where it may be. */
    private OptionalInt accepted(String subject, RecordSchema proposed) throws IOException, RestClientException {
        SchemaMetadata newest = newest(subject);
        if (newest == null) {
            return OptionalInt.empty();
        }
        OptionalInt known = idOf(subject, proposed.parsed());
        if (known.isEmpty()) {
            List<String> objections = new Compatibility(client, subject).objections(newest, proposed.parsed());
            if (!objections.isEmpty()) {
                throw incompatible(subject, proposed, String.join("; ", objections), null);
            }
        }
        return known;
    }

    /** Id of {@code schema} where it is one of the subject's versions, not only the newest. */
    private OptionalInt idOf(String subject, ParsedSchema schema) throws IOException, RestClientException {
        try {
            return OptionalInt.of(client.getId(subject, schema));
        } catch (RestClientException e) {
            if (e.getStatus() == 404) {
                return OptionalInt.empty();
            }
            throw e;
        }
    }

    private SchemaMetadata newest(String subject) throws IOException, RestClientException {
        try {
            return client.getLatestSchemaMetadata(subject);
        } catch (RestClientException e) {
            if (e.getStatus() == 404) {
                return null;
            }
            throw e;
        }
    }

    private IllegalArgumentException incompatible(
            String subject, RecordSchema schema, String objections, Throwable cause) {
        return new IllegalArgumentException(
                "subject " + subject + " of schema registry " + url + " holds a schema that " + schema.fullName()
                        + " is not compatible with: " + shortened(objections)
                        + "; publish to another topic, or delete the subject",
                cause);
    }

    /**
     * The newest schema of {@code subject}; empty where there is none.
     *
     * @throws IOException if the registry cannot be reached, or refuses
     */
    public Optional<RecordSchema> latest(String subject) throws IOException {
        try {
            return Optional.ofNullable(newest(subject))
                    .map(newest -> RecordSchema.read(newest.getSchemaType(), newest.getSchema()));
        } catch (RestClientException e) {
            throw refused("read subject " + subject, e);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /**
     * Asks the registry for its compatibility level, so that trouble shows before work starts.
     *
     * @throws IOException if the registry cannot be reached, or refuses
     */
    public void probe() throws IOException {
        try {
            client.getCompatibility(null);
        } catch (RestClientException e) {
            throw refused("be asked for its compatibility level", e);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /**
     * What the registry lets anybody do, such as {@code READWRITE}; empty where it does not tell.
     *
     * @throws IOException if the registry cannot be reached
     */
    public String mode() throws IOException {
        try {
            return client.getMode();
        } catch (RestClientException | UnsupportedOperationException e) {
            return "";
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /**
     * The compatibility level of subjects without one of their own.
     *
     * @throws IOException if the registry cannot be reached, or refuses
     */
    public String compatibility() throws IOException {
        try {
            return client.getCompatibility(null);
        } catch (RestClientException e) {
            throw refused("be asked for its compatibility level", e);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /**
     * Full name of the schema with an id; empty where the registry has none.
     *
     * @throws IOException if the registry cannot be reached, or refuses
     */
    public String nameOf(int schemaId) throws IOException {
        try {
            return client.getSchemaById(schemaId).name();
        } catch (RestClientException e) {
            if (e.getStatus() == 404) {
                return "";
            }
            throw refused("read schema " + schemaId, e);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /**
     * Deletes {@code subject} for good.
     *
     * @return false where it did not exist
     * @throws IOException if the registry cannot be reached, or refuses
     */
    public boolean delete(String subject) throws IOException {
        try {
            client.deleteSubject(subject);
            client.deleteSubject(subject, true);
            return true;
        } catch (RestClientException e) {
            if (e.getStatus() == 404) {
                return false;
            }
            throw refused("delete subject " + subject, e);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** The client itself, for serialisers that want one. */
    public SchemaRegistryClient client() {
        return client;
    }

    public String url() {
        return url;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private IOException refused(String what, RestClientException e) {
        String remedy = e.getStatus() == 401 || e.getStatus() == 403
                ? "give credentials by basic.auth.credentials.source and basic.auth.user.info in the properties"
                : "check the registry's log, and that the address is that of Confluent's API (Apicurio has it at"
                        + " /apis/ccompat/v7)";
        return new IOException(
                "schema registry " + url + " would not " + what + ": it answered HTTP " + e.getStatus() + ", "
                        + oneLine(e) + "; " + remedy,
                e);
    }

    private IOException unreachable(IOException e) {
        return new IOException(
                "schema registry " + url + " cannot be reached: " + oneLine(e)
                        + "; start it, or give its address by --registry",
                e);
    }

    private static String oneLine(Exception e) {
        String message = e.getMessage() == null ? "" : e.getMessage().replaceFirst("^null; ", "");
        if (e instanceof UnknownHostException) {
            return "unknown host " + message;
        }
        return shortened(message.isBlank() ? e.getClass().getSimpleName() : message);
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").trim();
        return line.length() <= 400 ? line : line.substring(0, 400) + "...";
    }
}
