package io.understudy.ops.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.understudy.model.InputException;
import io.understudy.model.NearestName;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The routes that change a run: a JSON object in, a JSON object out. Only pages of this server may use them: a request
 * must name a loopback host and be declared as JSON, which a browser does not let another page's script do unasked.
 */
final class ControlRoutes {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int UNSUPPORTED = 415;
    private static final int MOST_CHARACTERS = 10_000;

    private final Controls controls;
    private final ObjectMapper json = new ObjectMapper();

    ControlRoutes(Controls controls) {
        this.controls = controls;
    }

    /** {@code {"stream": NAME, "rate": PLAN}}; the stream may be left out where there is one. */
    Handler rate() {
        return context -> answer(
                context,
                List.of("stream", "rate"),
                fields -> controls.rate(fields.optional("stream"), fields.required("rate")));
    }

    /** {@code {"stream": NAME, "kind": KIND, "target": TARGET, "at": TIME, "over": DURATION}}. */
    Handler drift() {
        return context -> answer(
                context,
                List.of("stream", "kind", "target", "at", "over"),
                fields -> controls.drift(
                        fields.optional("stream"),
                        fields.required("kind"),
                        fields.required("target"),
                        fields.optional("at"),
                        fields.optional("over")));
    }

    private void answer(Context context, List<String> keys, Function<Fields, Object> change) {
        String host = String.valueOf(context.host()).replaceFirst(":\\d+$", "");
        if (!List.of("127.0.0.1", "localhost", "[::1]").contains(host)) {
            refuse(context, FORBIDDEN, "the host " + host + " is not this machine; use 127.0.0.1");
            return;
        }
        if (!String.valueOf(context.contentType()).startsWith("application/json")) {
            refuse(context, UNSUPPORTED, "the request must be of the type application/json");
            return;
        }
        try {
            write(context, change.apply(new Fields(read(context.body(), keys))));
        } catch (IllegalArgumentException e) {
            refuse(context, BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private JsonNode read(String body, List<String> keys) {
        if (body.length() > MOST_CHARACTERS) {
            throw new InputException("the request has more than " + MOST_CHARACTERS + " characters");
        }
        JsonNode object;
        try {
            object = json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new InputException("the request is no JSON: " + e.getOriginalMessage(), e);
        }
        if (object == null || !object.isObject()) {
            throw new InputException("the request must be a JSON object with the keys " + String.join(", ", keys));
        }
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!keys.contains(name)) {
                throw new InputException("unknown key " + name + "; "
                        + NearestName.of(name, keys)
                                .map(nearest -> "did you mean " + nearest + "?")
                                .orElse("known keys: " + String.join(", ", keys)));
            }
        }
        return object;
    }

    private void refuse(Context context, int status, String why) {
        context.status(status);
        write(context, Map.of("error", why));
    }

    private void write(Context context, Object object) {
        try {
            context.contentType(ContentType.APPLICATION_JSON).result(json.writeValueAsString(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written as JSON", e);
        }
    }

    private record Fields(JsonNode object) {

        String required(String key) {
            String text = optional(key);
            if (text == null) {
                throw new InputException(key + " is missing; add \"" + key + "\": TEXT");
            }
            return text;
        }

        String optional(String key) {
            JsonNode value = object.get(key);
            if (value == null || value.isNull()) {
                return null;
            }
            if (!value.isTextual() || value.asText().isBlank()) {
                throw new InputException(key + " must be a text that is not empty");
            }
            return value.asText();
        }
    }
}
