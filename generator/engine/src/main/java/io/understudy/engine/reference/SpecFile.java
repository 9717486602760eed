package io.understudy.engine.reference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.understudy.model.ColumnRole;
import io.understudy.model.InputException;
import io.understudy.model.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link ReferenceSpec} as YAML. All keys are optional; those of roles take one column name or a list, or {@code none}.
 *
 * <pre>
 * name: cards                    # of the data; names the Avro record
 * entity: [scenario, host]       # columns whose tuple names the sequence of an event
 * time: TX_DATETIME
 * type: [type, operation]        # columns whose tuple is the kind of an event
 * label: [TX_FRAUD_SCENARIO, TX_FRAUD]   # the first holds the classes
 * key: TERMINAL_ID               # shared references of high cardinality
 * id: TRANSACTION_ID             # made anew
 * numeric: amount
 * categorical: [currency, mcc]
 * derived: balance
 * ignore: comment                # written empty
 * static: birth_year             # constant within an entity
 * sql: SELECT * FROM cards JOIN terminals USING (terminal)   # files are views named by their stems
 * zone: Europe/Amsterdam         # of times without offset, and of the calendar
 * decimal: ","                   # mark; a point if nothing is said
 * k: 10                          # fewest entities that anything learned may rest on
 * domains: {}                    # what columns may hold, by column; a private fit reads it
 * </pre>
 */
public final class SpecFile {
    private static final Map<String, ColumnRole> ROLES = roles();
    private static final String DOMAINS = "domains"; // read by who fits privately
    private static final List<String> KEYS = keys();

    private SpecFile() {}

    private static Map<String, ColumnRole> roles() {
        Map<String, ColumnRole> roles = new LinkedHashMap<>();
        roles.put("entity", ColumnRole.ENTITY);
        roles.put("time", ColumnRole.TIME);
        roles.put("type", ColumnRole.TYPE);
        roles.put("label", ColumnRole.LABEL);
        roles.put("key", ColumnRole.KEY);
        roles.put("id", ColumnRole.ID);
        roles.put("numeric", ColumnRole.NUMERIC);
        roles.put("categorical", ColumnRole.CATEGORICAL);
        roles.put("derived", ColumnRole.DERIVED);
        roles.put("ignore", ColumnRole.IGNORED);
        return roles;
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>(ROLES.keySet());
        keys.addAll(List.of("static", "name", "sql", "zone", "decimal", "k", DOMAINS));
        return List.copyOf(keys);
    }

    /**
     * Reads a specification.
     *
     * @throws InputException if the file is missing, is no YAML, or has an unknown key or a value of the wrong kind
     */
    public static ReferenceSpec read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InputException(file + " does not exist or is no file; name a specification in YAML");
        }
        try (JsonParser parser = new YAMLFactory().createParser(file.toFile())) {
            return read(file, parser);
        } catch (JsonProcessingException e) {
            throw new InputException(
                    place(file, e.getLocation() == null ? 1 : e.getLocation().getLineNr()) + " is no YAML: "
                            + String.valueOf(e.getOriginalMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("")
                            + "; write key: value, one a line",
                    e);
        }
    }

    private static String place(Path file, int line) {
        return file + ":" + line;
    }

    private static ReferenceSpec read(Path file, JsonParser parser) throws IOException {
        ReferenceSpec spec = ReferenceSpec.found();
        JsonToken start = parser.nextToken();
        if (start == null) {
            return spec;
        }
        if (start != JsonToken.START_OBJECT) {
            throw new InputException(place(file, 1) + " holds no keys; write key: value, one a line; keys are "
                    + String.join(", ", KEYS));
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            String place = place(file, parser.currentTokenLocation().getLineNr());
            if (!KEYS.contains(key)) {
                throw new InputException(place + " unknown key \"" + key + "\"; "
                        + NearestName.of(key, KEYS)
                                .map(nearest -> "did you mean \"" + nearest + "\"? Keys")
                                .orElse("keys")
                        + " are " + String.join(", ", KEYS));
            }
            if (key.equals(DOMAINS)) {
                parser.nextToken();
                parser.skipChildren();
            } else {
                spec = with(spec, key, values(parser, place, key), place);
            }
        }
        return spec;
    }

    private static List<String> values(JsonParser parser, String place, String key) throws IOException {
        JsonToken token = parser.nextToken();
        if (token.isScalarValue()) {
            return List.of(parser.getText());
        }
        if (token != JsonToken.START_ARRAY) {
            throw new InputException(place + " " + key + " holds keys of its own; give one value or a list");
        }
        List<String> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!parser.currentToken().isScalarValue()) {
                throw new InputException(place + " " + key + " is a list of more than names; give one value or a list");
            }
            values.add(parser.getText());
        }
        return values;
    }

    private static ReferenceSpec with(ReferenceSpec spec, String key, List<String> values, String place) {
        try {
            if (ROLES.containsKey(key)) {
                return spec.with(ROLES.get(key), values);
            }
            if (key.equals("static")) {
                return spec.withStatics(values);
            }
            if (values.size() != 1) {
                throw new InputException(key + " takes one value, not " + values.size());
            }
            String value = values.get(0);
            return switch (key) {
                case "name" -> spec.withName(value);
                case "sql" -> spec.withSql(value);
                case "zone" -> spec.withZone(value);
                case "decimal" -> spec.withDecimalMark(mark(value));
                default -> spec.withK(count(value));
            };
        } catch (InputException e) {
            throw new InputException(place + " " + e.getMessage(), e);
        }
    }

    private static char mark(String value) {
        if (value.length() != 1) {
            throw new InputException("decimal mark \"" + value + "\" must be a point or a comma");
        }
        return value.charAt(0);
    }

    private static int count(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new InputException("k is \"" + value + "\"; it counts entities and must be a whole number", e);
        }
    }
}
