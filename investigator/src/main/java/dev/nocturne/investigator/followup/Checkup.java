package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Part;
import dev.nocturne.environment.Question.Overview;
import dev.nocturne.environment.Question.Surroundings;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.Window;
import dev.nocturne.investigator.signal.Metrics;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.symptom.Symptoms;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with entities at a time, by what was asked for them. */
final class Checkup {
    private static final long MINUTE = 60_000;

    private final Facts facts;

    Checkup(Facts facts) {
        this.facts = facts;
    }

    /** What is wrong in the last measurements of each group up to that time. */
    Symptoms at(Snapshot asked, long time) {
        List<Part<?>> parts =
                new ArrayList<>(
                        facts.analysis().snapshot().parts().stream()
                                .filter(p ->
                                        p.question() instanceof Overview
                                                || p.question() instanceof Surroundings)
                                .toList());
        parts.addAll(asked.parts());
        Snapshot all = new Snapshot(parts);
        Metrics metrics = new Metrics(all);
        return Symptoms.of(
                all,
                metrics,
                List.of(),
                new Window(time - MINUTE, time),
                group -> {
                    long interval = Metrics.interval(group, Long.MAX_VALUE);
                    return new Window(time - 2 * Math.max(MINUTE, interval), time);
                });
    }

    /** How an entity is at the end of the alert; empty where nothing of it was measured. */
    Optional<String> of(String entity, Snapshot asked) {
        Symptoms symptoms = at(asked, facts.latest());
        if (!symptoms.measured().contains(entity)) {
            return Optional.empty();
        }
        List<String> wrong =
                symptoms.of(entity).stream()
                        .filter(s -> s.since() <= facts.latest())
                        .map(Symptom::words)
                        .toList();
        List<String> normal =
                symptoms.normal().getOrDefault(entity, List.of()).stream()
                        .map(Say::deviation)
                        .toList();
        return Optional.of(
                entity
                        + (wrong.isEmpty()
                                ? " is as usual"
                                        + (normal.isEmpty() ? "" : ": " + Say.list(normal, 3))
                                : ": What is wrong with it: " + Say.list(wrong, 3))
                        + " (at "
                        + Say.dateTime(facts.latest())
                        + ").");
    }
}
