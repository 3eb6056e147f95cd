package dev.nocturne.investigator.dependency;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a relation's name. Verbs and prepositions of English as schemas use them, not names of one
 * system; a name that says nothing is left to the shape of the data.
 */
final class RelationWords {
    /** A part of a dead whole is silent; a small share of wholes lets its parts speak. */
    private static final double PART_SILENT = 0.9;

    private static final double OTHERS_SILENT = 0.0;

    /** Watching, paying, owning and being near do not pass a failure on. */
    private static final Set<String> NO_TRAVEL =
            Set.of(
                    "monitors",
                    "monitor",
                    "monitored",
                    "measures",
                    "measured",
                    "observes",
                    "observed",
                    "watches",
                    "governs",
                    "governed",
                    "owns",
                    "owned",
                    "manages",
                    "managed",
                    "maintains",
                    "maintained",
                    "covers",
                    "covered",
                    "based",
                    "stationed",
                    "assigned",
                    "responsible",
                    "documents",
                    "documented",
                    "bills",
                    "billed",
                    "employs",
                    "employed",
                    "applies",
                    "adjacent",
                    "neighbor",
                    "neighbour",
                    "neighbors",
                    "neighbours",
                    "near",
                    "similar",
                    "related",
                    "follows",
                    "precedes",
                    "dispatches",
                    "dispatched",
                    "staffs",
                    "staffed",
                    "detects",
                    "detected",
                    "describes");

    private static final Set<String> GIVES =
            Set.of(
                    "hosts",
                    "host",
                    "contains",
                    "contain",
                    "has",
                    "have",
                    "includes",
                    "include",
                    "carries",
                    "carry",
                    "feeds",
                    "feed",
                    "powers",
                    "power",
                    "supplies",
                    "supply",
                    "serves",
                    "serve",
                    "provides",
                    "provide",
                    "supports",
                    "support",
                    "holds",
                    "hold",
                    "cools",
                    "cool",
                    "amplifies",
                    "drives",
                    "affects",
                    "affect",
                    "impacts",
                    "impact",
                    "underlies",
                    "enables",
                    "delivers",
                    "transports",
                    "houses",
                    "shelters",
                    "backs");

    private static final Set<String> TAKES =
            Set.of(
                    "depends",
                    "depend",
                    "dependent",
                    "uses",
                    "use",
                    "used",
                    "calls",
                    "call",
                    "called",
                    "requires",
                    "require",
                    "required",
                    "needs",
                    "need",
                    "needed",
                    "consumes",
                    "consume",
                    "consumed",
                    "traverses",
                    "traverse",
                    "traversed",
                    "crosses",
                    "crossed",
                    "reads",
                    "read",
                    "writes",
                    "written",
                    "queries",
                    "queried",
                    "invokes",
                    "invoked",
                    "accesses",
                    "accessed",
                    "relies",
                    "rely",
                    "relied",
                    "subscribes",
                    "subscribed",
                    "terminates",
                    "terminated",
                    "ends",
                    "starts",
                    "rides",
                    "runs",
                    "follow",
                    "attaches",
                    "attached",
                    "connects",
                    "connected",
                    "joins",
                    "routes",
                    "routed",
                    "belongs",
                    "member",
                    "part",
                    "located",
                    "inside",
                    "within",
                    "deployed",
                    "installed",
                    "mounted",
                    "aggregates",
                    "backhauls",
                    "peers",
                    "homed",
                    "links",
                    "passes",
                    "hangs",
                    "draws",
                    "forwards",
                    "sends",
                    "fetches",
                    "loads",
                    "resides",
                    "sits",
                    "lives",
                    "allocated",
                    "scheduled",
                    "placed",
                    "stored",
                    "occupies");

    /** After "by" these turn round: what is used by another is needed by it. */
    private static final Set<String> TURNED_BY =
            Set.of(
                    "used",
                    "called",
                    "required",
                    "needed",
                    "consumed",
                    "traversed",
                    "crossed",
                    "read",
                    "written",
                    "queried",
                    "invoked",
                    "accessed",
                    "relied",
                    "subscribed",
                    "occupied",
                    "terminated");

    private static final Set<String> PREPOSITIONS =
            Set.of(
                    "on", "in", "at", "via", "through", "over", "into", "from", "upon", "onto",
                    "inside", "within", "under");

    private static final Set<String> PART =
            Set.of(
                    "part",
                    "member",
                    "belongs",
                    "contains",
                    "contain",
                    "contained",
                    "inside",
                    "within",
                    "located",
                    "has",
                    "have",
                    "includes",
                    "included",
                    "mounted",
                    "installed",
                    "houses",
                    "housed",
                    "sits",
                    "resides");

    private static final Set<String> BACKUP =
            Set.of(
                    "backup",
                    "standby",
                    "secondary",
                    "spare",
                    "protection",
                    "failover",
                    "redundant",
                    "alternate",
                    "protected");

    private static final Set<String> MEETS =
            Set.of("connects", "connected", "links", "linked", "joins", "peers");

    private RelationWords() {}

    /** Nothing when the name does not tell. */
    static Optional<RelationSense> read(String relation, boolean sameKind) {
        List<String> words = Words.of(relation);
        if (words.stream().anyMatch(NO_TRAVEL::contains)
                || (sameKind && words.stream().anyMatch(MEETS::contains))) {
            return Optional.of(RelationSense.NONE);
        }
        boolean backup = words.stream().anyMatch(BACKUP::contains);
        double silent = words.stream().anyMatch(PART::contains) ? PART_SILENT : OTHERS_SILENT;
        return direction(words).map(sense -> new RelationSense(sense, silent, backup));
    }

    private static Optional<Sense> direction(List<String> words) {
        if (words.contains("by")) {
            return Optional.of(
                    words.stream().anyMatch(TURNED_BY::contains)
                            ? Sense.TARGET_NEEDS_SOURCE
                            : Sense.SOURCE_NEEDS_TARGET);
        }
        if (words.stream().anyMatch(PREPOSITIONS::contains)) {
            return Optional.of(Sense.SOURCE_NEEDS_TARGET);
        }
        if (words.stream().anyMatch(TAKES::contains)) {
            return Optional.of(Sense.SOURCE_NEEDS_TARGET);
        }
        if (words.stream().anyMatch(GIVES::contains)) {
            return Optional.of(Sense.TARGET_NEEDS_SOURCE);
        }
        return Optional.empty();
    }
}
