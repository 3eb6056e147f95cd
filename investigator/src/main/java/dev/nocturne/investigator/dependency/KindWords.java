package dev.nocturne.investigator.dependency;

import java.util.List;
import java.util.Set;

/** What the label of an entity says about the sort of thing it is. */
public final class KindWords {
    private static final Set<String> PAPER =
            Set.of(
                    "sla",
                    "policy",
                    "policies",
                    "contract",
                    "agreement",
                    "runbook",
                    "ticket",
                    "document",
                    "rule",
                    "vendor");
    private static final Set<String> PEOPLE =
            Set.of(
                    "person",
                    "people",
                    "engineer",
                    "technician",
                    "roster",
                    "duty",
                    "shift",
                    "team",
                    "staff",
                    "crew",
                    "oncall",
                    "owner",
                    "employee",
                    "operator");
    private static final Set<String> BASES = Set.of("depot", "warehouse", "workshop");
    private static final Set<String> WATCHERS =
            Set.of(
                    "sensor",
                    "probe",
                    "monitor",
                    "detector",
                    "camera",
                    "meter",
                    "alarm",
                    "dashboard");
    private static final Set<String> BUYERS =
            Set.of("customer", "client", "tenant", "subscriber", "user", "account");
    private static final Set<String> OFFERS =
            Set.of("service", "application", "app", "product", "flow", "journey", "process");

    private KindWords() {}

    /** Paper, people, bases and watchers can neither break a service nor be broken by one. */
    static boolean inert(String label) {
        List<String> words = Words.of(label);
        return has(words, PAPER) || has(words, PEOPLE) || has(words, BASES) || has(words, WATCHERS);
    }

    /** An agreement with a price. */
    public static boolean paper(String label) {
        return has(Words.of(label), PAPER);
    }

    /** Somebody. */
    public static boolean people(String label) {
        return has(Words.of(label), PEOPLE);
    }

    /** A place engineers start from. */
    public static boolean base(String label) {
        return has(Words.of(label), BASES);
    }

    /** Something that only looks at others. */
    public static boolean watcher(String label) {
        return has(Words.of(label), WATCHERS);
    }

    /** Somebody who buys. */
    public static boolean buyer(String label) {
        return has(Words.of(label), BUYERS);
    }

    /** Something sold or used by people, the things an impact is counted in. */
    public static boolean offer(String label) {
        return has(Words.of(label), OFFERS);
    }

    private static boolean has(List<String> words, Set<String> set) {
        return words.stream()
                .anyMatch(w ->
                        set.contains(w)
                                || (w.endsWith("s")
                                        && set.contains(w.substring(0, w.length() - 1))));
    }
}
