package dev.nocturne.investigator.followup;

import dev.nocturne.environment.document.Document;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.symptom.Circumstance;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.wording.Say;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** When it began, and what changed before. */
final class StartReplies {
    private static final int MAX = 6;

    /** What began so long before the alert and is not certain is not said to be the beginning. */
    private static final long LONG = 6 * 3_600_000L;

    private static final String OLD =
            "I cannot answer that for certain: what may be the cause began long before the alert. ";

    private static final String UNSURE = "I cannot answer that for certain. ";

    private final Facts facts;

    StartReplies(Facts facts) {
        this.facts = facts;
    }

    String start(List<String> entities) {
        List<String> about = facts.meant(entities);
        List<String> lines = new ArrayList<>();
        if (entities.isEmpty()) {
            facts.doubt()
                    .map(doubt -> (isOld(about) ? OLD : isUnsure() ? UNSURE : "") + doubt)
                    .ifPresent(lines::add);
        }
        for (String entity : about) {
            Optional<String> said = byCause(entity).or(() -> bySymptom(entity));
            said.ifPresent(lines::add);
            if (said.isEmpty() && entities.contains(entity)) {
                lines.add(
                        "I cannot answer that: the data do not show that anything of "
                                + entity
                                + " began to fail.");
            }
        }
        facts.subject()
                .filter(subject -> !about.contains(subject))
                .flatMap(subject ->
                        since(subject)
                                .map(s ->
                                        subject + " shows it since " + facts.time(s.since()) + "."))
                .ifPresent(lines::add);
        if (about.stream().noneMatch(e -> byCause(e).or(() -> bySymptom(e)).isPresent())
                && lines.isEmpty()) {
            candidates().forEach(lines::add);
        }
        return lines.isEmpty()
                ? "I cannot answer that: the data do not show when it began."
                : String.join(" ", lines);
    }

    /** A cause that shows nothing itself has no beginning of its own. */
    private boolean isUnsure() {
        return facts.causes().stream()
                .limit(1)
                .anyMatch(c -> facts.symptoms(c).isEmpty() && !facts.finding().health().fails(c));
    }

    /** Whether it was so long before the alert: it may be something else. */
    private boolean isOld(List<String> entities) {
        return entities.stream()
                .flatMap(e -> since(e).stream())
                .anyMatch(s -> s.since() < facts.finding().alert().start() - LONG);
    }

    /** Where no cause is certain, what is wrong near what the alert names. */
    private List<String> candidates() {
        return facts.finding().hypotheses().stream()
                .limit(2)
                .map(h -> facts.graph().id(h.entity()))
                .flatMap(e -> bySymptom(e).stream())
                .map(said -> "The cause is not certain. " + said)
                .toList();
    }

    /** Of a cause that a storm or metrics show, the onset is computed from all of it. */
    private Optional<String> byCause(String entity) {
        return facts.finding().hypotheses().stream()
                .limit(facts.causes().size())
                .filter(h -> facts.graph().id(h.entity()).equals(entity))
                .filter(h ->
                        facts.finding().method() != Finding.Method.SYMPTOMS
                                || since(entity).isEmpty())
                .findFirst()
                .map(h ->
                        entity
                                + " has been failing since "
                                + Say.dateTime(h.since())
                                + shown(h)
                                + ".");
    }

    private static String shown(Hypothesis cause) {
        return cause.failing().isEmpty()
                ? ""
                : " ("
                        + cause.failing().getFirst().entity()
                        + " "
                        + Say.deviation(cause.failing().getFirst())
                        + ")";
    }

    private Optional<String> bySymptom(String entity) {
        return since(entity)
                .map(s ->
                        entity
                                + " has been failing since "
                                + Say.dateTime(s.since())
                                + " ("
                                + s.words()
                                + ").");
    }

    private Optional<Symptom> since(String entity) {
        return facts.symptoms(entity).stream().min(Comparator.comparingLong(Symptom::since));
    }

    String changes(Question question) {
        Set<String> about = new LinkedHashSet<>();
        for (String entity : facts.meant(question.entities())) {
            about.addAll(facts.withKin(entity));
        }
        List<Circumstance> changes =
                facts.finding().symptoms().circumstances().stream()
                        .filter(c -> c.kind() == Circumstance.Kind.CHANGE && !c.byAlarm())
                        .filter(c -> c.time() <= facts.latest())
                        .filter(c -> question.window().map(w -> w.contains(c.time())).orElse(true))
                        .toList();
        changes = Routine.without(changes, c -> c.entity() + " " + c.words());
        List<Circumstance> own =
                changes.stream()
                        .filter(c ->
                                about.contains(c.entity())
                                        || about.stream().anyMatch(e -> Records.isIn(e, c.words())))
                        .toList();
        List<String> lines = new ArrayList<>();
        if (own.isEmpty() && changes.isEmpty()) {
            lines.add(
                    "No change is recorded before it: the data hold "
                            + (facts.analysis().snapshot().overview().events().isEmpty()
                                    ? "no events and no changes."
                                    : "events, but none of them is a change."));
        } else if (own.isEmpty()) {
            lines.add(
                    "No change of "
                            + Say.list(List.copyOf(about), 3)
                            + " is recorded. Others changed:");
        } else {
            lines.add("Changed before it:");
        }
        (own.isEmpty() ? changes : own)
                .reversed().stream()
                        .limit(MAX)
                        .forEach(c ->
                                lines.add(
                                        "- "
                                                + facts.time(c.time())
                                                + " "
                                                + c.entity()
                                                + ": "
                                                + c.words()));
        lines.addAll(ticketsOfTheDay());
        return String.join("\n", lines);
    }

    /**
     * Tickets of the day of the incident and of the day before: planned work is often only there.
     */
    private List<String> ticketsOfTheDay() {
        String day = day(0);
        String before = day(1);
        List<String> lines = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (Document ticket : facts.tickets()) {
            String date = ticket.date().orElse("");
            if ((date.startsWith(day) || date.startsWith(before)) && seen.add(ticket.id())) {
                lines.add("- ticket " + ticket.id() + " of " + date + ": " + ticket.title());
            }
        }
        return lines.stream().limit(MAX).toList();
    }

    private String day(int back) {
        return Instant.ofEpochMilli(facts.latest())
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .minusDays(back)
                .toString();
    }
}
