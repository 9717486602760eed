package io.understudy.ops.job;

import io.understudy.model.InputException;
import io.understudy.model.NearestName;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of a YAML file whose keys are known beforehand. Every error names the file, the line and the key, as in {@code
 * job.yaml:7 rate: ...}.
 */
final class YamlSection {
    private final String file;
    private final int line; // from 1
    private final Map<String, Node> nodeByKey = new LinkedHashMap<>();

    /**
     * The whole of a file.
     *
     * @throws InputException if it is no YAML mapping, or has a key that is not among {@code keys}
     */
    static YamlSection read(Path file, List<String> keys) throws IOException {
        String name = String.valueOf(file.getFileName());
        try (Reader reader = Files.newBufferedReader(file)) {
            Node node = new Yaml(new LoaderOptions()).compose(reader);
            if (node == null) {
                throw new InputException(name + " is empty; it must hold " + String.join(", ", keys));
            }
            return new YamlSection(name, node, "the file", keys);
        } catch (NoSuchFileException e) {
            throw new InputException(file + ": no such file", e);
        } catch (MarkedYAMLException e) {
            throw new InputException(
                    name + ":"
                            + (e.getProblemMark() == null
                                    ? 1
                                    : e.getProblemMark().getLine() + 1) + " is no YAML: " + e.getProblem(),
                    e);
        }
    }

    private YamlSection(String file, Node node, String what, List<String> keys) {
        this.file = file;
        this.line = lineOf(node);
        if (!(node instanceof MappingNode mapping)) {
            throw refused(node, what, "must be a list of KEY: VALUE, with keys among " + String.join(", ", keys));
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = keyOf(tuple.getKeyNode());
            if (!keys.contains(key)) {
                String meant = NearestName.of(key, keys)
                        .map(name -> "did you mean " + name + "?")
                        .orElse("known keys: " + String.join(", ", keys));
                throw new InputException(
                        file + ":" + lineOf(tuple.getKeyNode()) + " unknown key " + key + "; " + meant);
            }
            if (nodeByKey.put(key, tuple.getValueNode()) != null) {
                throw refused(tuple.getKeyNode(), key, "stands here twice; keep one");
            }
        }
    }

    private String keyOf(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw refused(node, "key", "must be a word");
    }

    /** The value of {@code key} as {@code parse} reads it, or {@code otherwise} where the key is missing. */
    <T> T value(String key, Function<String, T> parse, T otherwise) {
        return optional(key, parse).orElse(otherwise);
    }

    /** The value of {@code key} as {@code parse} reads it. */
    <T> T required(String key, Function<String, T> parse) {
        return optional(key, parse)
                .orElseThrow(() ->
                        new InputException(file + ":" + line + " " + key + " is missing; add " + key + ": VALUE"));
    }

    <T> Optional<T> optional(String key, Function<String, T> parse) {
        Node node = nodeByKey.get(key);
        if (node == null || node.getTag().equals(Tag.NULL)) {
            return Optional.empty();
        }
        if (!(node instanceof ScalarNode scalar)) {
            throw refused(node, key, "must be one value");
        }
        try {
            return Optional.of(parse.apply(scalar.getValue().strip()));
        } catch (IllegalArgumentException e) {
            throw new InputException(file + ":" + lineOf(node) + " " + key + ": " + e.getMessage(), e);
        }
    }

    /** True where {@code key} stands here. */
    boolean has(String key) {
        return nodeByKey.containsKey(key);
    }

    /** True where {@code key} has one value, and is neither a mapping nor a list. */
    boolean isScalar(String key) {
        return nodeByKey.get(key) instanceof ScalarNode;
    }

    /** The words under {@code key}, a list or one value; empty where the key is missing. */
    List<String> words(String key) {
        Node node = nodeByKey.get(key);
        if (node instanceof SequenceNode sequence) {
            List<String> words = new ArrayList<>();
            for (Node entry : sequence.getValue()) {
                if (!(entry instanceof ScalarNode word)) {
                    throw refused(entry, key, "must be a list of words");
                }
                words.add(word.getValue().strip());
            }
            return words;
        }
        return optional(key, ScalarText::word).map(List::of).orElse(List.of());
    }

    /** The mapping under {@code key}; empty where the key is missing. */
    Optional<YamlSection> section(String key, List<String> keys) {
        return Optional.ofNullable(nodeByKey.get(key)).map(node -> new YamlSection(file, node, key, keys));
    }

    /** The list of mappings under {@code key}; empty where the key is missing. */
    List<YamlSection> sections(String key, List<String> keys) {
        Node node = nodeByKey.get(key);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw refused(node, key, "must be a list, each entry behind a hyphen");
        }
        List<YamlSection> sections = new ArrayList<>();
        for (Node entry : sequence.getValue()) {
            sections.add(new YamlSection(file, entry, "an entry of " + key, keys));
        }
        return List.copyOf(sections);
    }

    /** The texts under {@code key}, whose own keys may be any; empty where the key is missing. */
    Map<String, String> texts(String key) {
        Node node = nodeByKey.get(key);
        if (node == null) {
            return Map.of();
        }
        if (!(node instanceof MappingNode mapping)) {
            throw refused(node, key, "must be a list of KEY: VALUE");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String name = keyOf(tuple.getKeyNode());
            if (!(tuple.getValueNode() instanceof ScalarNode value)) {
                throw refused(tuple.getValueNode(), key + " " + name, "must be one value");
            }
            texts.put(name, value.getValue());
        }
        return texts;
    }

    /** What {@code make} gives; an error of its own, that names no place, is given this section's. */
    <T> T checked(Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(file + ":") ? e : refused(message);
        }
    }

    /** An error about this section as a whole. */
    InputException refused(String what) {
        return new InputException(file + ":" + line + " " + what);
    }

    private InputException refused(Node node, String what, String rule) {
        return new InputException(file + ":" + lineOf(node) + " " + what + " " + rule);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
