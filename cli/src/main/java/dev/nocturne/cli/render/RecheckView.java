package dev.nocturne.cli.render;

import tools.jackson.databind.JsonNode;

/** What checking a diagnosis again has shown, a line for each difference. */
public final class RecheckView {
    private static final String SAME = "same";
    private static final int MOST_CHARS = 200;

    private final Screen screen;

    public RecheckView(Screen screen) {
        this.screen = screen;
    }

    /** {@code recheck}: the server's answer. */
    public void show(JsonNode recheck) {
        JsonNode conclusion = recheck.path("conclusion");
        boolean follows = conclusion.path("outcome").asString("").equals(SAME);
        screen.prose(
                follows
                        ? "The conclusion is the same: it follows from the answers in the log."
                        : "The conclusion differs from what follows from the answers in the log:",
                "");
        differences(conclusion);
        int same = 0;
        for (JsonNode query : recheck.path("queries")) {
            switch (query.path("outcome").asString("")) {
                case SAME -> same++;
                case "differs" -> {
                    screen.prose(name(query) + ": the answer differs now", "  ");
                    differences(query);
                }
                default ->
                        screen.prose(
                                name(query)
                                        + ": could not ask again, "
                                        + query.path("reason").asString(""),
                                "  ");
            }
        }
        screen.prose(
                same
                        + " of "
                        + recheck.path("queries").size()
                        + " queries give the same answer now.",
                "");
    }

    private static String name(JsonNode query) {
        return query.path("evidence").asString("") + " (" + query.path("source").asString("") + ")";
    }

    private void differences(JsonNode of) {
        for (JsonNode difference : of.path("differences")) {
            screen.prose(
                    "  "
                            + difference.path("what").asString("")
                            + ": recorded "
                            + quote(difference.path("recorded").asString(""))
                            + ", now "
                            + quote(difference.path("now").asString("")),
                    "    ");
        }
        int more = of.path("more").asInt(0);
        if (more > 0) {
            screen.line("  and " + more + " more");
        }
    }

    private static String quote(String text) {
        if (text.isEmpty()) {
            return "nothing";
        }
        String clean = Screen.clean(text).replace('\n', ' ');
        return clean.length() <= MOST_CHARS ? clean : clean.substring(0, MOST_CHARS) + "...";
    }
}
