package dev.nocturne.testkit.session;

import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A session's log as a server once served it, with the expected projection. Histories are added but
 * never edited, because later versions must read stored logs the same way. {@code
 * golden/NAME.jsonl} has the entries of {@code event_log}. {@code golden/NAME.expected.json} has
 * the fields of SessionDetail, with the number of steps as {@code steps}; also {@code settled} and
 * {@code breaches} if they differ from those of a session at rest without breaches.
 *
 * @param expected the projection as JSON
 */
public record GoldenHistory(String name, List<Event> events, JsonNode expected) {
    /** The names of all histories. */
    public static final List<String> NAMES =
            List.of(
                    "completed-with-follow-up",
                    "cancelled-with-follow-up",
                    "external-with-odd-events",
                    "resumed-after-kill",
                    "model-with-approvals",
                    "waiting-for-approval",
                    "external-with-odd-approvals");

    public static GoldenHistory read(String name) {
        List<Event> events = text(name + ".jsonl").lines().map(GoldenHistory::event).toList();
        return new GoldenHistory(
                name, events, EventCodec.JSON.readTree(text(name + ".expected.json")));
    }

    private static Event event(String line) {
        JsonNode entry = EventCodec.JSON.readTree(line);
        return new Event(
                entry.get("seq").asLong(),
                entry.get("event").asString(),
                entry.get("turn").asInt(),
                Instant.parse(entry.get("timestamp").asString()),
                entry.get("data").asString());
    }

    private static String text(String file) {
        try (InputStream in = GoldenHistory.class.getResourceAsStream("/golden/" + file)) {
            if (in == null) {
                throw new IllegalStateException("golden/" + file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
