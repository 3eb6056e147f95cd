package dev.nocturne.investigator.followup;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Questions whose answers another question of the same message has already in its own. */
final class Overlaps {
    private static final Map<Intent, Set<Intent>> COVERS =
            new EnumMap<>(
                    Map.of(
                            Intent.MANAGEMENT, EnumSet.of(Intent.SUMMARY),
                            Intent.CUSTOMER, EnumSet.of(Intent.SUMMARY),
                            Intent.EXTREME,
                                    EnumSet.of(Intent.COMPARE, Intent.NUMBERS, Intent.COURSE),
                            Intent.COMPARE, EnumSet.of(Intent.NUMBERS, Intent.METRIC),
                            Intent.RECORDS, EnumSet.of(Intent.CHANGES, Intent.START)));

    private Overlaps() {}

    static List<Question> without(List<Question> asked) {
        Set<Intent> intents = asked.stream().map(Question::intent).collect(Collectors.toSet());
        return asked.stream()
                .filter(q ->
                        intents.stream()
                                .noneMatch(
                                        i -> COVERS.getOrDefault(i, Set.of()).contains(q.intent())))
                .toList();
    }
}
