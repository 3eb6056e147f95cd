package dev.nocturne.server;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frames of an event stream, as strict as the protocol promises them. */
final class Sse {
    /** {@code id} null for {@code done}. */
    record Event(@Nullable Long id, String name, String data) {}

    private Sse() {}

    /** All events; comments are left out. */
    static List<Event> events(String stream) {
        List<Event> events = new ArrayList<>();
        for (String frame : stream.split("\n\n", -1)) {
            if (frame.isEmpty() || frame.startsWith(":")) {
                continue;
            }
            List<String> lines = List.of(frame.split("\n", -1));
            if (lines.size() == 3) {
                events.add(
                        new Event(
                                Long.parseLong(value(lines.get(0), "id: ")),
                                value(lines.get(1), "event: "),
                                value(lines.get(2), "data: ")));
            } else if (lines.size() == 2) {
                events.add(
                        new Event(
                                null,
                                value(lines.get(0), "event: "),
                                value(lines.get(1), "data: ")));
            } else {
                throw new AssertionError("not a frame: " + frame);
            }
        }
        return events;
    }

    private static String value(String line, String field) {
        if (!line.startsWith(field)) {
            throw new AssertionError("expected \"" + field + "\" in: " + line);
        }
        return line.substring(field.length());
    }
}
