package dev.nocturne.investigator.signal;

import dev.nocturne.environment.Occurrence;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.topology.Direction;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.words.WordLists;
import dev.nocturne.environment.words.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** When there was trouble before, as the record of alerts that are over shows. */
public final class EarlierTrouble {
    private static final List<String> GROUPS =
            WordLists.read("symptoms.txt").getOrDefault("over group", List.of());

    /** An alert fires later than what it is about begins, and ends later. */
    private static final long AROUND = 60_000;

    private EarlierTrouble() {}

    /** Whether the event is of trouble that is over. */
    public static boolean isOver(Occurrence event) {
        return Words.of(event.group()).stream().anyMatch(GROUPS::contains);
    }

    /** By entity: the times of alerts about it, and about what it is related to. */
    static Map<String, List<Window>> of(Snapshot snapshot) {
        Map<String, List<Window>> times = new HashMap<>();
        for (Occurrence event : snapshot.events()) {
            if (isOver(event) && !event.entity().isEmpty()) {
                Window time = new Window(event.time() - AROUND, event.until() + AROUND);
                Set<String> related = new LinkedHashSet<>(Set.of(event.entity()));
                for (Relation relation :
                        snapshot.topology().relations(event.entity(), Direction.BOTH)) {
                    related.add(relation.otherEnd(event.entity()));
                }
                related.forEach(id -> times.computeIfAbsent(id, e -> new ArrayList<>()).add(time));
            }
        }
        return times;
    }
}
