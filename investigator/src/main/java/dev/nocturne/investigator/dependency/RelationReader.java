package dev.nocturne.investigator.dependency;

import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Topology;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which end of each sort of relation needs the other: by its name, and where the name says
 * nothing by how often each end occurs. Where sources of one kind have many targets of another and
 * each target has but one source, the targets are parts of the sources; everywhere else the source
 * is taken to be the needy end, as rows name what they hang on.
 */
final class RelationReader {
    /** A line has two ends; more than that is not "hanging on". */
    private static final double FEW = 2.0;

    private static final double UNKNOWN_SILENT = 0.5;

    /** Relations of one name between two kinds. */
    record Sort(String relation, String sourceLabel, String targetLabel) {}

    private final Topology topology;
    private final Map<Sort, RelationSense> known = new HashMap<>();

    RelationReader(Topology topology) {
        this.topology = topology;
    }

    Sort sort(Relation relation) {
        return new Sort(relation.label(), label(relation.source()), label(relation.target()));
    }

    RelationSense sense(Relation relation) {
        Sort sort = sort(relation);
        RelationSense sense = known.get(sort);
        if (sense == null) {
            sense = read(sort);
            known.put(sort, sense);
        }
        return sense;
    }

    private String label(String id) {
        return topology.entity(id)
                .orElseThrow(() -> new IllegalStateException("relation end is no entity: " + id))
                .label();
    }

    private RelationSense read(Sort sort) {
        if (isNoThing(sort.sourceLabel) || isNoThing(sort.targetLabel)) {
            return RelationSense.NONE;
        }
        RelationSense sense =
                RelationWords.read(sort.relation, sort.sourceLabel.equals(sort.targetLabel))
                        .orElseGet(() -> byShape(sort));
        if (sense.sense() == Sense.SOURCE_NEEDS_TARGET
                && KindWords.gate(sort.sourceLabel)
                && KindWords.way(sort.targetLabel)) {
            return new RelationSense(Sense.TARGET_NEEDS_SOURCE, UNKNOWN_SILENT, sense.backup());
        }
        // A sensor needs its gateway; nothing needs the sensor.
        String needed =
                sense.sense() == Sense.SOURCE_NEEDS_TARGET ? sort.targetLabel : sort.sourceLabel;
        return KindWords.watcher(needed) ? RelationSense.NONE : sense;
    }

    private static boolean isNoThing(String label) {
        return KindWords.paper(label) || KindWords.people(label) || KindWords.base(label);
    }

    private RelationSense byShape(Sort sort) {
        List<Relation> relations =
                topology.relations(sort.relation).stream()
                        .filter(r -> sort(r).equals(sort))
                        .toList();
        Set<String> sources = new HashSet<>();
        Set<String> targets = new HashSet<>();
        relations.forEach(r -> {
            sources.add(r.source());
            targets.add(r.target());
        });
        boolean many = relations.size() > FEW * sources.size();
        boolean owned = relations.size() == targets.size();
        boolean turned = owned && many && !sort.sourceLabel.equals(sort.targetLabel);
        return new RelationSense(
                turned ? Sense.TARGET_NEEDS_SOURCE : Sense.SOURCE_NEEDS_TARGET,
                UNKNOWN_SILENT,
                false);
    }
}
