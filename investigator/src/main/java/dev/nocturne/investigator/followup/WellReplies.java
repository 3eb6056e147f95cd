package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How entities are, also those that the diagnosis did not look at. */
final class WellReplies {
    private static final int MAX_ENTITIES = 3;

    /** So many of what an entity needs speak for it where it is not measured itself. */
    private static final int MAX_NEEDS = 4;

    private final Facts facts;
    private final EntityReplies entities;
    private final Checkup checkup;

    WellReplies(Facts facts, EntityReplies entities) {
        this.facts = facts;
        this.entities = entities;
        this.checkup = new Checkup(facts);
    }

    /** Those that are asked about, and what those need that nothing was gathered of. */
    Set<String> reach(List<String> about) {
        Set<String> reach = new LinkedHashSet<>(about);
        about.stream().filter(entities::isSilent).forEach(e -> reach.addAll(needs(e)));
        return reach;
    }

    private List<String> needs(String entity) {
        return facts.needs(entity).stream().limit(MAX_NEEDS).toList();
    }

    /** What the diagnosis did not look at is looked at now. */
    String well(List<String> about, Snapshot asked) {
        List<String> said = new ArrayList<>();
        for (String entity : about.stream().limit(MAX_ENTITIES).toList()) {
            said.add(
                    entities.isSilent(entity)
                            ? checkup.of(entity, asked)
                                    .or(() -> byNeeds(entity, asked))
                                    .map(now -> now + " " + entities.part(entity))
                                    .orElseGet(() -> entities.well(entity))
                            : entities.well(entity));
        }
        return String.join("\n\n", said);
    }

    /** An entity without measurements of its own is as well as what it needs. */
    private Optional<String> byNeeds(String entity, Snapshot asked) {
        List<String> known = new ArrayList<>();
        for (String needed : needs(entity)) {
            (entities.isSilent(needed)
                            ? checkup.of(needed, asked)
                            : Optional.of(needed + ": " + entities.state(needed)))
                    .ifPresent(known::add);
        }
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Nothing of "
                                + entity
                                + " itself was measured. Of what it needs: "
                                + String.join(" ", known));
    }
}
