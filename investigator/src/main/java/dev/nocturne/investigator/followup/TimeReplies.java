package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Occurrence;
import dev.nocturne.environment.Part;
import dev.nocturne.environment.Question.Overview;
import dev.nocturne.environment.Question.Surroundings;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.document.Document;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.environment.document.Passage;
import dev.nocturne.environment.document.Passages;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.signal.Metrics;
import dev.nocturne.investigator.symptom.Circumstance;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.symptom.Symptoms;
import dev.nocturne.investigator.wording.Say;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** When it began, what changed before, whether it goes on, what happened. */
final class TimeReplies {
    private static final int MAX = 6;
    private static final int MAX_EVENTS = 12;

    /** Data that end so soon after the alert show nothing new. */
    private static final long NEW = 60_000;

    private final Facts facts;

    TimeReplies(Facts facts) {
        this.facts = facts;
    }

    String start(List<String> entities) {
        List<String> about = facts.meant(entities);
        List<String> lines = new ArrayList<>();
        for (String entity : about) {
            Optional<String> said = byCause(entity).or(() -> bySymptom(entity));
            said.ifPresent(lines::add);
            if (said.isEmpty() && entities.contains(entity)) {
                lines.add("The data do not show that anything of " + entity + " began to fail.");
            }
        }
        facts.subject()
                .filter(subject -> !about.contains(subject))
                .flatMap(subject ->
                        since(subject)
                                .map(s ->
                                        subject + " shows it since " + facts.time(s.since()) + "."))
                .ifPresent(lines::add);
        return lines.isEmpty() ? "The data do not show when it began." : String.join(" ", lines);
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
        List<Circumstance> own = changes.stream().filter(c -> about.contains(c.entity())).toList();
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
                            + " is recorded. Others changed before:");
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
        for (Passage passage :
                facts.analysis()
                        .snapshot()
                        .passages(Kind.TICKETS)
                        .map(Passages::best)
                        .orElse(List.of())) {
            Document ticket = passage.document();
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
        Symptoms symptoms = at(asked, last);
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

    /** What is wrong in the last measurements of each group. */
    private Symptoms at(Snapshot asked, long last) {
        List<Part<?>> parts =
                new ArrayList<>(
                        facts.analysis().snapshot().parts().stream()
                                .filter(p ->
                                        p.question() instanceof Overview
                                                || p.question() instanceof Surroundings)
                                .toList());
        parts.addAll(asked.parts());
        Snapshot end = new Snapshot(parts);
        Metrics metrics = new Metrics(end);
        return Symptoms.of(
                end,
                metrics,
                List.of(),
                new Window(last - NEW, last),
                group -> {
                    long interval = Metrics.interval(group, Long.MAX_VALUE);
                    return new Window(last - 2 * Math.max(NEW, interval), last);
                });
    }

    /** Alarms of the incident, oldest first. */
    List<Alarm> ofIncident() {
        return facts.analysis().snapshot().alarms().stream()
                .filter(a -> a.time() >= facts.finding().alert().start() - Facts.SHORTLY)
                .filter(a -> a.time() <= facts.latest())
                .toList();
    }

    /** Events and alarms of entities, or of all at a time that is named. */
    String events(Question question, Snapshot asked, boolean alarmsOnly) {
        List<String> about = new ArrayList<>();
        boolean everything =
                question.entities().isEmpty() && (question.window().isPresent() || alarmsOnly);
        for (String entity : everything ? List.<String>of() : facts.meant(question.entities())) {
            about.addAll(facts.withParts(entity));
        }
        Window window =
                question.window()
                        .orElse(
                                new Window(
                                        alarmsOnly && everything
                                                ? facts.finding().alert().start() - Facts.SHORTLY
                                                : Long.MIN_VALUE,
                                        facts.latest()));
        List<String> lines = new ArrayList<>();
        if (!alarmsOnly) {
            List<Occurrence> events = new ArrayList<>(facts.analysis().snapshot().events());
            asked.events().stream().filter(e -> !events.contains(e)).forEach(events::add);
            events.stream()
                    .filter(e -> window.contains(e.time()))
                    .filter(e -> everything || about.contains(e.entity()))
                    .sorted(Comparator.comparingLong(Occurrence::time))
                    .forEach(e ->
                            lines.add(
                                    "- "
                                            + facts.time(e.time())
                                            + " "
                                            + e.entity()
                                            + ": "
                                            + e.text()));
        }
        Set<Alarm> all = new LinkedHashSet<>(facts.analysis().snapshot().alarms());
        all.addAll(asked.alarms());
        facts.finding().alert().alarms().stream()
                .filter(a -> all.stream().noneMatch(o -> isSame(a, o)))
                .forEach(all::add);
        List<Alarm> alarms =
                all.stream()
                        .filter(a -> window.contains(a.time()))
                        .filter(a -> everything || about.contains(a.entity()))
                        .sorted(Comparator.comparingLong(Alarm::time))
                        .toList();
        alarms.forEach(a ->
                lines.add(
                        "- "
                                + facts.time(a.time())
                                + " "
                                + a.entity()
                                + ": "
                                + (alarmsOnly ? "" : "alarm ")
                                + (a.type() + " " + a.text()).strip()));
        String whose = everything ? "" : " of " + Say.list(about, 3);
        String when = question.window().map(w -> " " + Say.between(w.from(), w.until())).orElse("");
        if (lines.isEmpty()) {
            return "There are no "
                    + (alarmsOnly ? "alarms" : "events and no alarms")
                    + whose
                    + when
                    + " in the data.";
        }
        int more = lines.size() - MAX_EVENTS;
        List<String> shown = alarmsOnly ? first(lines) : last(lines);
        return (alarmsOnly
                        ? Say.count(lines.size(), "alarm", "alarms")
                                + whose
                                + when
                                + (more > 0 ? "; the first " + MAX_EVENTS : "")
                                + ":\n"
                        : more > 0 ? "The last " + MAX_EVENTS + " of " + lines.size() + ":\n" : "")
                + String.join("\n", shown);
    }

    /** An alarm of the data may also stand in the alert, in other words. */
    private static boolean isSame(Alarm one, Alarm other) {
        return one.entity().equals(other.entity()) && Math.abs(one.time() - other.time()) < 1_000;
    }

    private static List<String> first(List<String> lines) {
        return lines.subList(0, Math.min(MAX_EVENTS, lines.size()));
    }

    private static List<String> last(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - MAX_EVENTS), lines.size());
    }

    /** When it will be over is in no data; how long it took before may be. */
    String end(List<Document> tickets) {
        List<String> lines = new ArrayList<>();
        for (Document ticket : tickets) {
            ticket.resolution()
                    .ifPresent(
                            r -> lines.add("- " + ticket.id() + " (" + ticket.title() + "): " + r));
        }
        return "When it will be over is not known: the data hold no such forecast."
                + (lines.isEmpty()
                        ? ""
                        : " Earlier cases ended like this:\n"
                                + String.join("\n", lines.stream().limit(2).toList()));
    }
}
