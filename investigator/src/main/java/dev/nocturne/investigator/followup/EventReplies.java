package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Occurrence;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What happened: events and alarms at a time or of an entity. */
final class EventReplies {
    private static final int MAX_EVENTS = 12;

    private final Facts facts;

    EventReplies(Facts facts) {
        this.facts = facts;
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
                    + (when.isEmpty() && window.from() > Long.MIN_VALUE
                            ? " " + Say.between(window.from(), window.until())
                            : when)
                    + " in what was looked at.";
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

    /** The alarm that came first, and the first one of this fault. */
    String firstAlarm(List<Alarm> alarms) {
        if (alarms.isEmpty()) {
            return "There is no alarm at the time of the incident.";
        }
        Alarm first = alarms.getFirst();
        StringBuilder text = new StringBuilder(said(first, "The first alarm is of "));
        facts.first()
                .flatMap(h ->
                        alarms.stream()
                                .filter(a -> isOf(h, a))
                                .findFirst()
                                .filter(a -> !a.equals(first)))
                .ifPresent(
                        a -> text.append(said(a, " Of those that belong to this fault it is of ")));
        return text.toString();
    }

    private boolean isOf(Hypothesis hypothesis, Alarm alarm) {
        int number = facts.graph().number(alarm.entity()).orElse(-1);
        return hypothesis.reach().touched().containsKey(number);
    }

    private String said(Alarm alarm, String begin) {
        return begin
                + alarm.entity()
                + " at "
                + facts.time(alarm.time())
                + ": "
                + (alarm.type() + " " + alarm.text()).strip()
                + ".";
    }
}
