package io.understudy.ops.command;

import io.understudy.model.InputException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Option;

/** Where Kafka and the registry are. */
final class KafkaOptions {
    @Option(
            names = "--bootstrap-server",
            paramLabel = "H:P",
            defaultValue = "localhost:9092",
            description = "Kafka brokers; default ${DEFAULT-VALUE}.")
    String bootstrapServer;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            defaultValue = "http://localhost:8081",
            description = "Schema registry; default ${DEFAULT-VALUE}.")
    String registry;

    @Option(
            names = "--properties",
            paramLabel = "F",
            description = "File of properties for Kafka's clients and the registry's, such as those of security.")
    Path properties;

    /** The properties of the file; none where none is named. */
    Map<String, String> load() throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        if (properties == null) {
            return all;
        }
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(properties)) {
            read.load(reader);
        } catch (NoSuchFileException e) {
            throw new InputException("--properties " + properties + ": no such file", e);
        } catch (IllegalArgumentException e) {
            throw new InputException("--properties " + properties + " is no properties file: " + e.getMessage(), e);
        }
        read.stringPropertyNames().forEach(name -> all.put(name, read.getProperty(name)));
        return all;
    }
}
