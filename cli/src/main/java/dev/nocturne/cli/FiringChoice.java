package dev.nocturne.cli;

import dev.nocturne.cli.render.AlertTable;
import dev.nocturne.cli.render.Screen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Chooses the alert to investigate among those that fire: the only one, or as a person says. */
final class FiringChoice {
    /** More rows than these hide the question below them. */
    private static final int MOST_ROWS = 20;

    private final Surroundings around;
    private final boolean asking;
    private final boolean past;

    /**
     * @param asking whether a person can be asked: the output is a terminal and shows steps
     * @param past whether the alerts are those of a time of the past
     */
    FiringChoice(Surroundings around, boolean asking, boolean past) {
        this.around = around;
        this.past = past;
        this.asking = asking;
    }

    /**
     * The alert.
     *
     * @param answer of {@code /alerts}
     * @param selector which one is meant; null for any that fires
     * @throws CommandFailure if there is none, or which of several is not said
     */
    JsonNode choose(JsonNode answer, @Nullable AlertSelector selector) {
        List<JsonNode> all = answer.path("alerts").valueStream().toList();
        List<JsonNode> candidates =
                all.stream()
                        .filter(alert ->
                                selector == null ? isFiring(alert) : selector.matches(alert))
                        .toList();
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        if (candidates.isEmpty()) {
            throw none(answer, all, selector);
        }
        return asking ? ask(candidates) : refuse(candidates);
    }

    private static boolean isFiring(JsonNode alert) {
        return alert.path("state").asString("").equals("firing");
    }

    private CommandFailure none(
            JsonNode answer, List<JsonNode> all, @Nullable AlertSelector selector) {
        String where =
                answer.path("environment").asString("")
                        + " at "
                        + around.times().get().clock(answer.path("at").asString(""));
        if (!all.isEmpty()) {
            draw(around.errors(), all, false);
        }
        String missing = answer.path("missing").asString("");
        String known = missing.isEmpty() ? "" : " (not all alerts are known: " + missing + ")";
        if (selector != null) {
            return new CommandFailure(
                    ExitCode.USAGE,
                    "there is no such alert in "
                            + where
                            + known
                            + "; 'nocturne alerts' lists those there are");
        }
        return new CommandFailure(
                ExitCode.FAILED,
                "no alert fires in "
                        + where
                        + known
                        + "; --at TIME looks at the past, --alert NAME takes a pending one, and a"
                        + " file or - gives a text of your own");
    }

    private JsonNode refuse(List<JsonNode> candidates) {
        draw(around.errors(), candidates, false);
        throw new CommandFailure(
                ExitCode.USAGE,
                candidates.size()
                        + " alerts fire; choose one with --alert NAME or --alert"
                        + " 'NAME{label=value,...}'");
    }

    private JsonNode ask(List<JsonNode> candidates) {
        Screen screen = around.screen();
        draw(screen, candidates, true);
        screen.text("Which one? [1] ");
        String typed = read();
        if (typed == null) {
            screen.line("");
        }
        if (typed != null && typed.isEmpty()) {
            return candidates.getFirst();
        }
        if (typed != null && typed.matches("\\d{1,4}")) {
            int number = Integer.parseInt(typed);
            if (number >= 1 && number <= candidates.size()) {
                return candidates.get(number - 1);
            }
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                typed == null
                        ? "no alert was chosen; choose one with --alert NAME"
                        : "there is no number '" + Screen.clean(typed) + "' in the list");
    }

    private @Nullable String read() {
        try {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(around.in(), StandardCharsets.UTF_8));
            String line = lines.readLine();
            return line == null ? null : line.strip();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "cannot read the answer", e);
        }
    }

    private void draw(Screen screen, List<JsonNode> alerts, boolean numbered) {
        new AlertTable(screen, around.times().get(), past)
                .draw(alerts.subList(0, Math.min(MOST_ROWS, alerts.size())), numbered);
        if (alerts.size() > MOST_ROWS) {
            screen.line(
                    "… and " + (alerts.size() - MOST_ROWS) + " more; 'nocturne alerts' has all");
        }
    }
}
