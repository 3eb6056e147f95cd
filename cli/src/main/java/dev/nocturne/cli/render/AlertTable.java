package dev.nocturne.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** A table of alerts that fire or are pending. */
public final class AlertTable {
    private final Screen screen;
    private final Times times;
    private final boolean past;

    /**
     * A table on that screen.
     *
     * @param past whether the alerts are those of a time of the past: then the time is shown since
     *     which each fires, not how long ago that is
     */
    public AlertTable(Screen screen, Times times, boolean past) {
        this.past = past;
        this.screen = screen;
        this.times = times;
    }

    /**
     * Draws alerts of an answer of {@code /alerts}.
     *
     * @param numbered whether to put a number before each, from 1
     */
    public void draw(List<JsonNode> alerts, boolean numbered) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(numbered ? "#" : "", "ALERT", "SEVERITY", "STATE", "SINCE", "LABELS"));
        for (JsonNode alert : alerts) {
            String since = alert.path("since").asString("");
            rows.add(
                    row(
                            numbered ? Integer.toString(rows.size()) : "",
                            alert.path("name").asString(""),
                            dash(alert.path("labels").path("severity").asString("")),
                            alert.path("state").asString(""),
                            past ? times.clock(since) : times.relative(since),
                            labels(alert)));
        }
        new Table(screen).draw(rows, true);
    }

    private static List<String> row(String number, String... cells) {
        List<String> row = new ArrayList<>();
        if (!number.isEmpty()) {
            row.add(number);
        }
        row.addAll(List.of(cells));
        return row;
    }

    /** What distinguishes alerts of one name, as {@code --alert} takes it. */
    private static String labels(JsonNode alert) {
        StringJoiner labels = new StringJoiner(",");
        alert.path("labels")
                .forEachEntry((name, value) -> {
                    if (!name.equals("alertname") && !name.equals("severity")) {
                        labels.add(name + "=" + value.asString(""));
                    }
                });
        return labels.toString();
    }

    private static String dash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
