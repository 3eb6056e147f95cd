package dev.nocturne.investigator.action;

import dev.nocturne.environment.document.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The steps of the runbooks that apply, bound to the entities of the finding. */
public final class Plan {
    private static final Pattern STEP = Pattern.compile("^\\s*(?:\\d+[.)]|[-*])\\s+(.+)$");
    private static final Pattern FIELD = Pattern.compile("^\\s*[-*]\\s*[\\p{Alpha} ]{3,20}:\\s.*$");
    private static final int MAX_STEPS = 10;

    /** Verbs that change something; where a runbook speaks of approval they need it. */
    private static final Set<String> CHANGES =
            Set.of(
                    "stop",
                    "restart",
                    "reroute",
                    "move",
                    "block",
                    "switch",
                    "drain",
                    "kill",
                    "disable",
                    "failover",
                    "roll",
                    "shut",
                    "replace",
                    "delete",
                    "throttle");

    private Plan() {}

    /**
     * Steps of the first runbook that has any; without one, a single step that follows from the
     * finding.
     */
    public static List<Step> of(List<Match> runbooks, Traits traits) {
        for (Match match : runbooks) {
            List<Step> steps = steps(match.passage().document(), traits);
            if (!steps.isEmpty()) {
                return steps;
            }
        }
        if (!traits.fault() || traits.entities().isEmpty()) {
            return List.of();
        }
        return List.of(
                new Step(
                        "Check "
                                + String.join(", ", traits.entities())
                                + " directly; no runbook covers this problem.",
                        "",
                        false));
    }

    private static List<Step> steps(Document runbook, Traits traits) {
        List<Step> steps = new ArrayList<>();
        boolean asks =
                runbook.text()
                        .lines()
                        .anyMatch(l -> l.toLowerCase(Locale.ROOT).contains("approval"));
        for (String line : runbook.text().lines().toList()) {
            Matcher matcher = STEP.matcher(line);
            if (matcher.matches() && !FIELD.matcher(line).matches() && steps.size() < MAX_STEPS) {
                String text = matcher.group(1).strip();
                steps.add(new Step(bound(text, traits), runbook.id(), needsApproval(text, asks)));
            }
        }
        return steps;
    }

    /** Names the entity where the step speaks of its kind only. */
    private static String bound(String text, Traits traits) {
        if (!traits.fault() || traits.entities().stream().anyMatch(text::contains)) {
            return text;
        }
        for (String kind : traits.kinds()) {
            String last = dev.nocturne.environment.words.Words.of(kind).getLast();
            if (text.toLowerCase(Locale.ROOT).matches(".*\\b" + Pattern.quote(last) + "\\b.*")) {
                return text + " (" + String.join(", ", traits.entities()) + ")";
            }
        }
        return text;
    }

    private static boolean needsApproval(String text, boolean asks) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("do not")) {
            return false;
        }
        return lower.contains("approv")
                || (asks
                        && dev.nocturne.environment.words.Words.of(lower).stream()
                                .anyMatch(CHANGES::contains));
    }
}
