package dev.nocturne.environment.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A runbook or a ticket.
 *
 * @param id unique among the documents of its kind: a ticket's own id where its header has one,
 *     else the file's name
 * @param kind which collection it belongs to
 * @param file path inside the pack
 * @param title its first heading, its Title field, or made from the file's name
 * @param text all of it
 * @param fields a ticket's {@code Key: value} lines, keys in lower case, in order; empty for a
 *     runbook
 */
public record Document(
        String id, Kind kind, String file, String title, String text, Map<String, String> fields) {

    public Document {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The first of these fields that the ticket has; case does not matter. */
    public Optional<String> field(String... names) {
        for (String name : names) {
            String value = fields.get(name.toLowerCase(Locale.ROOT));
            if (value != null && !value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    public Optional<String> rootCause() {
        return field("root cause", "root cause type", "root_cause", "root_cause_type", "cause");
    }

    public Optional<String> resolution() {
        return field("resolution", "resolved by", "fix");
    }

    /** As it is written. */
    public Optional<String> date() {
        return field("date", "opened", "created", "reported", "timestamp");
    }
}
