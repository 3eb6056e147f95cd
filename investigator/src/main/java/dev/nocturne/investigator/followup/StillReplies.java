package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.document.Document;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.symptom.Symptoms;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether it goes on, and when it may end. */
final class StillReplies {
    private static final int MAX = 6;

    /** Data that end so soon after the alert show nothing new. */
    private static final long NEW = 60_000;

    private final Facts facts;
    private final Checkup checkup;

    StillReplies(Facts facts) {
        this.facts = facts;
        this.checkup = new Checkup(facts);
    }

    /** What a question whether it goes on is about. */
    Set<String> lasting(List<String> entities) {
        Set<String> about = new LinkedHashSet<>();
        for (String entity : facts.meant(entities)) {
            about.addAll(facts.withParts(entity));
        }
        facts.subject().filter(s -> entities.isEmpty()).ifPresent(about::add);
        return about;
    }

    /** Whether it goes on: at the last moment of the alert, and where the data end. */
    String still(List<String> entities, Snapshot asked) {
        Set<String> about = lasting(entities);
        long until = facts.latest();
        List<String> going = new ArrayList<>();
        for (String entity : about) {
            facts.symptoms(entity).stream()
                    .filter(s -> s.isGoingOn(until))
                    .limit(1)
                    .forEach(s -> going.add("- " + entity + ": " + s.words()));
        }
        boolean seen =
                about.stream()
                        .anyMatch(e ->
                                facts.finding().symptoms().measured().contains(e)
                                        || facts.finding().health().covers(e)
                                        || !asked.series(e).isEmpty());
        if (going.isEmpty() && facts.causes().isEmpty() && !seen) {
            return "I cannot answer that: nothing of "
                    + Say.list(List.copyOf(about), 3)
                    + " was measured.";
        }
        String first =
                facts.causes().isEmpty() && going.isEmpty()
                        ? "Nothing of "
                                + Say.list(List.copyOf(about), 3)
                                + " was wrong at "
                                + Say.dateTime(until)
                                + ", the last moment that the alert is about"
                        : going.isEmpty()
                                ? "No: nothing that was wrong is wrong any more at "
                                        + Say.dateTime(until)
                                        + ", the last moment that the alert is about"
                                : "It is still going on at "
                                        + Say.dateTime(until)
                                        + ", the last moment that the alert is about; it is not over";
        if (about.isEmpty()) {
            return "It is not known what this is about: the alert names nothing that is known here.";
        }
        return first
                + later(about, asked).map(said -> ". " + said).orElse(".")
                + (going.isEmpty()
                        ? ""
                        : "\nAt the alert:\n"
                                + String.join("\n", going.stream().limit(MAX).toList()));
    }

    /** How it is where the data end, if they reach beyond the alert. */
    private Optional<String> later(Set<String> about, Snapshot asked) {
        long last = Long.MIN_VALUE;
        for (String entity : asked.entitiesWithValues()) {
            for (Series series : asked.series(entity)) {
                last = Math.max(last, lastOf(series));
            }
        }
        for (String entity : about) {
            last =
                    Math.max(
                            last,
                            asked.states(entity).stream()
                                    .mapToLong(s -> s.lastSeen())
                                    .max()
                                    .orElse(Long.MIN_VALUE));
        }
        if (last <= facts.latest() + NEW) {
            return Optional.of("No later measurements of it are known.");
        }
        Symptoms symptoms = checkup.at(asked, last);
        List<String> wrong = new ArrayList<>();
        for (String entity : about) {
            symptoms.of(entity).stream()
                    .filter(s -> s.kind() != Symptom.Kind.EVENT && s.kind() != Symptom.Kind.ALARM)
                    .limit(1)
                    .forEach(s -> wrong.add(entity + " " + s.words()));
        }
        boolean measured = about.stream().anyMatch(symptoms.measured()::contains);
        return Optional.of(
                "The data reach to "
                        + Say.dateTime(last)
                        + ": "
                        + (!wrong.isEmpty()
                                ? "there this is wrong, which may be another fault: "
                                        + Say.list(wrong, 3)
                                        + "."
                                : measured
                                        ? "there the measurements of "
                                                + Say.list(List.copyOf(about), 3)
                                                + " are as usual again."
                                        : "they do not show how it is there."));
    }

    private static long lastOf(Series series) {
        for (int i = series.size() - 1; i >= 0; i--) {
            if (!Double.isNaN(series.values()[i])) {
                return series.times()[i];
            }
        }
        return Long.MIN_VALUE;
    }

    /** When it will be over is in no data; how long it took before may be. */
    String end(List<Document> tickets) {
        List<String> lines = new ArrayList<>();
        for (Document ticket : tickets) {
            ticket.resolution()
                    .ifPresent(
                            r -> lines.add("- " + ticket.id() + " (" + ticket.title() + "): " + r));
        }
        return "I cannot answer that: when it will be over is not known, the data hold no such forecast."
                + (lines.isEmpty()
                        ? ""
                        : " Earlier cases ended like this:\n"
                                + String.join("\n", lines.stream().limit(2).toList()));
    }
}
