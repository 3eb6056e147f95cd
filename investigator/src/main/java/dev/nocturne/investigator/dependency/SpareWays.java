package dev.nocturne.investigator.dependency;

import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Topology;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells spare ways from main ones: by a property that says so in words, else by the shape of the
 * data. A property that splits the ways of every needy entity into at most one per value, where one
 * value occurs with all of them and another with some only, names main and spare ways.
 */
final class SpareWays {
    private static final Set<String> SPARE =
            Set.of(
                    "backup",
                    "standby",
                    "secondary",
                    "spare",
                    "protect",
                    "protection",
                    "failover",
                    "redundant",
                    "alternate",
                    "reserve",
                    "restoration");

    /** More values than this is a classification of another kind. */
    private static final int MAX_ROLES = 3;

    private final Topology topology;
    private final RelationReader reader;
    private final Map<RelationReader.Sort, Role> roles = new HashMap<>();

    /** Which property and value mean "spare"; {@code property} null where none does. */
    private record Role(@Nullable String property, Set<String> spareValues) {}

    SpareWays(Topology topology, RelationReader reader) {
        this.topology = topology;
        this.reader = reader;
    }

    boolean isSpare(Relation relation, boolean sourceIsNeedy) {
        if (said(relation.properties().values())
                || saidByEnd(sourceIsNeedy ? relation.target() : relation.source())) {
            return true;
        }
        RelationReader.Sort sort = reader.sort(relation);
        Role role = roles.get(sort);
        if (role == null) {
            role = byShape(sort, sourceIsNeedy);
            roles.put(sort, role);
        }
        if (role.property == null) {
            return false;
        }
        Object value = relation.properties().get(role.property);
        return value != null && role.spareValues.contains(value.toString());
    }

    private static boolean said(Collection<Object> values) {
        return values.stream()
                .anyMatch(v -> v instanceof String s && SPARE.contains(s.toLowerCase(Locale.ROOT)));
    }

    private boolean saidByEnd(String id) {
        return topology.entity(id).map(Entity::properties).map(p -> said(p.values())).orElse(false);
    }

    private Role byShape(RelationReader.Sort sort, boolean sourceIsNeedy) {
        List<Relation> ways =
                topology.relations(sort.relation()).stream()
                        .filter(r -> reader.sort(r).equals(sort))
                        .toList();
        Set<String> properties = new HashSet<>();
        ways.forEach(w -> properties.addAll(w.properties().keySet()));
        for (String property : properties.stream().sorted().toList()) {
            Set<String> spare = spareValues(ways, property, sourceIsNeedy);
            if (!spare.isEmpty()) {
                return new Role(property, spare);
            }
        }
        return new Role(null, Set.of());
    }

    private static Set<String> spareValues(
            List<Relation> ways, String property, boolean sourceIsNeedy) {
        Set<String> needy = new HashSet<>();
        Map<String, Set<String>> byValue = new HashMap<>();
        for (Relation way : ways) {
            if (!(way.properties().get(property) instanceof String value)) {
                return Set.of();
            }
            String entity = sourceIsNeedy ? way.source() : way.target();
            needy.add(entity);
            if (!byValue.computeIfAbsent(value, v -> new HashSet<>()).add(entity)) {
                return Set.of();
            }
        }
        if (byValue.size() < 2 || byValue.size() > MAX_ROLES) {
            return Set.of();
        }
        Set<String> spare = new HashSet<>();
        byValue.forEach((value, entities) -> {
            if (entities.size() < needy.size()) {
                spare.add(value);
            }
        });
        return spare.size() == byValue.size() - 1 ? spare : Set.of();
    }
}
