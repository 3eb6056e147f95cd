package dev.nocturne.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** A table of sessions, with as many columns as the terminal has room for. */
public final class SessionTable {
    /** The server cuts alerts in lists to this length without a mark (PROTOCOL.md 2). */
    private static final int ALERT_LENGTH = 100;

    /**
     * From this width on the alert is shown; a narrower terminal has room for a few words of it.
     */
    private static final int WITH_ALERT = 90;

    /** From this width on pack and number of steps are shown too. */
    private static final int WITH_ALL = 130;

    private final Screen screen;
    private final Times times;
    private final UnaryOperator<String> shorten;

    /**
     * A table on that screen.
     *
     * @param shorten makes the short form of an id that the command accepts
     */
    public SessionTable(Screen screen, Times times, UnaryOperator<String> shorten) {
        this.screen = screen;
        this.times = times;
        this.shorten = shorten;
    }

    /** Whether a session of a list waits for a person's approval. */
    public static boolean needsApproval(JsonNode session) {
        return session.path("awaiting_approval").asBoolean(false);
    }

    /** Draws the sessions, given as SessionSummary of the contract. */
    public void draw(List<JsonNode> sessions) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                row(
                        "ID",
                        "STATUS",
                        "AGE",
                        "VERDICT",
                        "ROOT CAUSE",
                        "ENVIRONMENT",
                        "STEPS",
                        "ALERT"));
        for (JsonNode session : sessions) {
            String id = session.path("id").asString("");
            rows.add(
                    row(
                            screen.tableWidth() < WITH_ALL ? shorten.apply(id) : id,
                            needsApproval(session)
                                    ? "needs approval"
                                    : words(session.path("status").asString("")),
                            times.age(session.path("created_at").asString("")),
                            dash(words(session.path("verdict").asString(""))),
                            dash(session.path("root_cause").asString("")),
                            session.path("environment").asString(""),
                            Integer.toString(session.path("step_count").asInt(0)),
                            alert(session)));
        }
        new Table(screen).draw(rows, true);
    }

    private List<String> row(String... cells) {
        List<String> all = List.of(cells);
        List<String> row = new ArrayList<>(all.subList(0, 5));
        if (screen.tableWidth() >= WITH_ALL) {
            row.addAll(all.subList(5, 7));
        }
        if (screen.tableWidth() >= WITH_ALERT) {
            row.add(all.get(7));
        }
        return row;
    }

    private static String alert(JsonNode session) {
        String text = session.path("alert_text").asString("");
        String line = text.strip().replaceAll("\\s+", " ");
        return text.length() < ALERT_LENGTH ? line : line + "…";
    }

    private static String words(String name) {
        return name.replace('_', ' ');
    }

    private static String dash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
