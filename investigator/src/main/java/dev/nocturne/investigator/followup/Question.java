package dev.nocturne.investigator.followup;

import dev.nocturne.investigator.dependency.Words;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a follow-up asks.
 *
 * @param entities it names, in order
 */
public record Question(Topic topic, List<String> entities, String text) {
    public Question {
        entities = List.copyOf(entities);
    }

    /** The questions that can be answered. */
    public enum Topic {
        TREND,
        INVOLVED,
        AFFECTED,
        BACKUP,
        DISPATCH,
        RUNBOOK,
        TICKETS,
        WHY,
        UNKNOWN
    }

    private static final Set<String> TREND =
            Set.of(
                    "trend",
                    "trends",
                    "chart",
                    "plot",
                    "graph",
                    "series",
                    "values",
                    "over time",
                    "metric",
                    "metrics",
                    "telemetry",
                    "readings");
    private static final Set<String> INVOLVED =
            Set.of(
                    "involved",
                    "part",
                    "blame",
                    "guilty",
                    "fault",
                    "related",
                    "innocent",
                    "responsible",
                    "culprit",
                    "suspect",
                    "role");
    private static final Set<String> AFFECTED =
            Set.of(
                    "affected",
                    "affect",
                    "affects",
                    "impact",
                    "impacted",
                    "suffers",
                    "suffer",
                    "blast",
                    "radius",
                    "customers",
                    "customer",
                    "services",
                    "users",
                    "penalty",
                    "penalties",
                    "sla",
                    "cost",
                    "costs",
                    "pay",
                    "hit",
                    "down",
                    "degraded");
    private static final Set<String> BACKUP =
            Set.of(
                    "backup",
                    "backups",
                    "redundant",
                    "redundancy",
                    "protected",
                    "protection",
                    "diverse",
                    "conduit",
                    "shared",
                    "share",
                    "spare",
                    "standby",
                    "failover");
    private static final Set<String> DISPATCH =
            Set.of(
                    "send",
                    "dispatch",
                    "engineer",
                    "crew",
                    "technician",
                    "shift",
                    "depot",
                    "roster",
                    "duty",
                    "somebody",
                    "someone");
    private static final Set<String> RUNBOOK =
            Set.of(
                    "runbook",
                    "runbooks",
                    "do",
                    "fix",
                    "steps",
                    "procedure",
                    "action",
                    "actions",
                    "next",
                    "mitigate",
                    "resolve",
                    "repair");
    private static final Set<String> TICKETS =
            Set.of(
                    "ticket",
                    "tickets",
                    "precedent",
                    "precedents",
                    "before",
                    "similar",
                    "earlier",
                    "previously",
                    "history");
    private static final Set<String> WHY =
            Set.of(
                    "why",
                    "cause",
                    "evidence",
                    "sure",
                    "certain",
                    "confidence",
                    "explain",
                    "prove",
                    "proof",
                    "reason",
                    "know",
                    "alternatives",
                    "candidates");

    /** Reads a question; {@code entities} are those it names. */
    public static Question of(String text, List<String> entities) {
        return new Question(topic(text, entities), entities, text);
    }

    private static Topic topic(String text, List<String> entities) {
        String plain = text;
        for (String entity : entities) {
            plain = plain.replace(entity, " ");
        }
        List<String> words = Words.of(plain.toLowerCase(Locale.ROOT));
        if (!entities.isEmpty() && has(words, TREND)) {
            return Topic.TREND;
        }
        if (!entities.isEmpty() && has(words, INVOLVED)) {
            return Topic.INVOLVED;
        }
        if (has(words, Set.of("why"))) {
            return Topic.WHY;
        }
        if (has(words, BACKUP)) {
            return Topic.BACKUP;
        }
        if (has(words, Set.of("runbook", "runbooks"))) {
            return Topic.RUNBOOK;
        }
        if (has(words, DISPATCH)) {
            return Topic.DISPATCH;
        }
        if (has(words, TICKETS)) {
            return Topic.TICKETS;
        }
        if (has(words, AFFECTED)) {
            return Topic.AFFECTED;
        }
        if (has(words, WHY)) {
            return Topic.WHY;
        }
        if (has(words, RUNBOOK)) {
            return Topic.RUNBOOK;
        }
        return entities.isEmpty() ? Topic.UNKNOWN : Topic.INVOLVED;
    }

    private static boolean has(List<String> words, Set<String> set) {
        return words.stream().anyMatch(set::contains);
    }
}
