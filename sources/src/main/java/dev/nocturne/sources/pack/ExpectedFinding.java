package dev.nocturne.sources.pack;

import java.util.List;
import java.util.Set;

/**
 * What a right diagnosis of one alert says. The lists hold ids of entities of the pack, but for
 * {@code mustName}, which holds any texts.
 *
 * @param alert its key in the file, e.g. {@code default_alert}
 * @param text the alert that an investigator gets
 * @param fault whether there is a fault at all; without one there are no root causes and nothing is
 *     affected
 * @param rootCauses any of them is right
 * @param mustName names the answer has to contain
 * @param mustNotName what is not a cause
 * @param affected what the fault affects, complete for each kind of entity that occurs in it
 * @param judged all entities of those kinds: whether one of these is affected is known, of others
 *     it is not
 */
public record ExpectedFinding(
        String alert,
        String text,
        boolean fault,
        List<String> rootCauses,
        List<String> mustName,
        List<String> mustNotName,
        Set<String> affected,
        Set<String> judged) {

    public ExpectedFinding {
        rootCauses = List.copyOf(rootCauses);
        mustName = List.copyOf(mustName);
        mustNotName = List.copyOf(mustNotName);
        affected = Set.copyOf(affected);
        judged = Set.copyOf(judged);
    }
}
