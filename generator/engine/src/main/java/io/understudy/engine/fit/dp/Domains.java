package io.understudy.engine.fit.dp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.understudy.model.InputException;
import io.understudy.model.NearestName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The domains of a log's columns, declared under {@code domains} in a specification.
 *
 * <pre>
 * domains:
 *   event_time: {from: 2026-01-05, to: 2026-02-04}     # whole days; events outside are left out
 *   kind: [purchase, refund]                           # all values; others count as missing
 *   fraud: [none, stolen_card]                         # of a label the first is the normal class
 *   amount: {least: 0, most: 20000, digits: 2}         # numbers beyond are moved to the ends
 *   merchant_id: {prefix: m, width: 6, distinct: 5000} # names that are made anew
 * </pre>
 */
public record Domains(Map<String, Domain> byColumn) {
    private static final String KEY = "domains";
    private static final List<String> KEYS =
            List.of("from", "to", "least", "most", "digits", "prefix", "width", "distinct");

    public Domains {
        byColumn = Map.copyOf(byColumn);
    }

    /**
     * Reads the domains in {@code file}; none if it declares none.
     *
     * @throws InputException if a domain is not understood
     */
    public static Domains read(Path file) throws IOException {
        Map<String, Domain> domains = new LinkedHashMap<>();
        try (JsonParser parser = new YAMLFactory().createParser(file.toFile())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new Domains(domains);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(KEY);
                JsonToken value = parser.nextToken();
                if (!wanted) {
                    parser.skipChildren();
                } else if (value == JsonToken.START_OBJECT) {
                    readAll(file, parser, domains);
                } else {
                    throw new InputException(
                            place(file, parser) + " domains holds no columns; write column: values below");
                }
            }
        } catch (JsonProcessingException e) {
            throw new InputException(file + " is no YAML: " + e.getOriginalMessage(), e);
        }
        return new Domains(domains);
    }

    private static String place(Path file, JsonParser parser) {
        return file + ":" + parser.currentTokenLocation().getLineNr();
    }

    private static void readAll(Path file, JsonParser parser, Map<String, Domain> domains) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String column = parser.currentName();
            String place = place(file, parser);
            try {
                domains.put(column, one(parser));
            } catch (InputException e) {
                throw new InputException(place + " domain of " + column + ": " + e.getMessage(), e);
            }
        }
    }

    private static Domain one(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_ARRAY) {
            List<String> values = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (!parser.currentToken().isScalarValue()) {
                    throw new InputException("a list of more than values; write [a, b]");
                }
                values.add(parser.getText());
            }
            return new Domain.Values(values);
        }
        if (token != JsonToken.START_OBJECT) {
            throw new InputException("\"" + parser.getText()
                    + "\" is no domain; write [a, b], {least: 0, most: 9, digits: 2}, {from: DAY, to: DAY} or"
                    + " {prefix: m, width: 6, distinct: 5000}");
        }
        Map<String, String> parts = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            if (!KEYS.contains(key)) {
                throw new InputException("unknown key \"" + key + "\"; "
                        + NearestName.of(key, KEYS)
                                .map(nearest -> "did you mean \"" + nearest + "\"? Keys")
                                .orElse("keys")
                        + " are " + String.join(", ", KEYS));
            }
            parser.nextToken();
            parts.put(key, parser.getText());
        }
        return of(parts);
    }

    private static Domain of(Map<String, String> parts) {
        if (parts.containsKey("from") || parts.containsKey("to")) {
            return new Domain.Span(
                    Domain.Span.day(parts.getOrDefault("from", "")), Domain.Span.day(parts.getOrDefault("to", "")));
        }
        if (parts.containsKey("least") || parts.containsKey("most")) {
            return new Domain.Range(
                    number(parts, "least", 0), number(parts, "most", Double.NaN), (int) number(parts, "digits", 0));
        }
        return new Domain.Names(
                parts.getOrDefault("prefix", ""), (int) number(parts, "width", 0), (int) number(parts, "distinct", 1));
    }

    private static double number(Map<String, String> parts, String key, double otherwise) {
        try {
            return parts.containsKey(key) ? Double.parseDouble(parts.get(key)) : otherwise;
        } catch (NumberFormatException e) {
            throw new InputException(key + " \"" + parts.get(key) + "\" is no number", e);
        }
    }

    /** The domain of {@code column}, of the wanted kind. */
    <T extends Domain> T of(String column, Class<T> kind, String example) {
        Domain domain = byColumn.get(column);
        if (domain == null) {
            throw new InputException("--epsilon needs the domain of column " + column
                    + ", since it must not be learned from the data; add to domains in --spec: " + column + ": "
                    + example);
        }
        if (!kind.isInstance(domain)) {
            throw new InputException(
                    "the domain of column " + column + " is of another kind; write " + column + ": " + example);
        }
        return kind.cast(domain);
    }
}
