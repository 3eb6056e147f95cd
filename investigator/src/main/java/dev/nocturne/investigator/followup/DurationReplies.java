package dev.nocturne.investigator.followup;

import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.StateSeries;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.alarm.Severity;
import dev.nocturne.investigator.symptom.Circumstance;
import dev.nocturne.investigator.symptom.Symptom;
import dev.nocturne.investigator.wording.Say;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How long it lasted, and when it ended. */
final class DurationReplies {
    private static final int MAX = 6;

    private final Facts facts;
    private final InPlay inPlay;

    DurationReplies(Facts facts, InPlay inPlay) {
        this.facts = facts;
        this.inPlay = inPlay;
    }

    /** What is over, each with its end; else what has not ended. */
    String lasted(List<String> entities, Snapshot asked) {
        Set<String> about = new LinkedHashSet<>(facts.meant(entities));
        if (entities.isEmpty()) {
            about.addAll(inPlay.focus());
        }
        List<String> over = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (String entity : about) {
            spans(entity, asked)
                    .forEach(s -> (s.until() > facts.latest() ? open : over).add(s.said(facts)));
        }
        if (over.isEmpty()) {
            over.addAll(recoveries());
        }
        if (over.isEmpty() && open.isEmpty()) {
            return "I cannot answer that: the data do not show when anything of "
                    + Say.list(List.copyOf(about), 3)
                    + " began or ended.";
        }
        return (over.isEmpty() ? "No end of it is known up to the end of the alert:\n" : "")
                + String.join(
                        "\n",
                        (over.isEmpty() ? open : over).stream().distinct().limit(MAX).toList());
    }

    /** What its states were before the last change that is known. */
    List<String> former(String entity, Snapshot asked) {
        List<String> lines = new ArrayList<>();
        for (StateSeries states : asked.states(entity)) {
            List<StateSeries.Change> known =
                    states.changes().stream().filter(c -> c.time() <= facts.latest()).toList();
            if (known.size() > 1) {
                lines.add(
                        "- "
                                + entity
                                + " "
                                + states.state()
                                + ": "
                                + known.getLast().value()
                                + " since "
                                + facts.time(known.getLast().time())
                                + ", before that "
                                + known.get(known.size() - 2).value());
            }
        }
        return lines;
    }

    private record Span(String entity, long from, long until, String words) {
        String said(Facts facts) {
            boolean open = until > facts.latest();
            return "- "
                    + entity
                    + ": "
                    + facts.time(from)
                    + (open ? ", not over at " : " to ")
                    + facts.time(open ? facts.latest() : until)
                    + ", "
                    + length((open ? facts.latest() : until) - from)
                    + " ("
                    + words
                    + ")";
        }
    }

    /** What the records say works again since it began. */
    private List<String> recoveries() {
        long from = facts.onset().orElse(facts.finding().alert().start());
        return facts.finding().symptoms().circumstances().stream()
                .filter(c -> c.kind() == Circumstance.Kind.RECOVERY)
                .filter(c -> c.time() >= from && c.time() <= facts.latest())
                .map(c ->
                        "- works again: "
                                + facts.time(c.time())
                                + " "
                                + c.entity()
                                + ": "
                                + c.words())
                .toList();
    }

    private boolean isRecovery(Alarm alarm) {
        return facts.finding().symptoms().circumstances().stream()
                .anyMatch(c ->
                        c.kind() == Circumstance.Kind.RECOVERY
                                && c.entity().equals(alarm.entity())
                                && c.time() == alarm.time());
    }

    private static boolean isHarmless(Alarm alarm) {
        return alarm.severity() == Severity.CLEARED || alarm.severity() == Severity.INFO;
    }

    /** Where its row has no end: when a harmless one of the same type says that it is over. */
    private static long ended(Alarm alarm, Set<Alarm> alarms) {
        return alarms.stream()
                .filter(a -> a.time() > alarm.time() && a.type().equals(alarm.type()))
                .filter(a -> !a.type().isEmpty() && isHarmless(a))
                .mapToLong(Alarm::time)
                .min()
                .orElse(alarm.ended());
    }

    private List<Span> spans(String entity, Snapshot asked) {
        List<Span> spans = new ArrayList<>();
        long began =
                Math.min(facts.finding().alert().start(), facts.onset().orElse(Long.MAX_VALUE));
        long from = began - Duration.ofHours(1).toMillis();
        Set<Alarm> alarms = new LinkedHashSet<>(facts.alarms(List.of(entity)));
        alarms.addAll(asked.alarms().stream().filter(a -> a.entity().equals(entity)).toList());
        alarms.stream()
                .filter(a -> a.time() >= from && a.time() <= facts.latest())
                .filter(a -> !isRecovery(a) && !isHarmless(a))
                .forEach(a -> spans.add(new Span(entity, a.time(), ended(a, alarms), a.text())));
        facts.finding().symptoms().of(entity).stream()
                .filter(s -> s.kind() != Symptom.Kind.ALARM && s.kind() != Symptom.Kind.EVENT)
                .filter(s -> s.since() >= from && s.since() <= facts.latest())
                .forEach(s -> spans.add(new Span(entity, s.since(), s.until(), s.words())));
        for (StateSeries states : facts.analysis().snapshot().states(entity)) {
            spans.addAll(spans(states, from));
        }
        return spans.stream().sorted(Comparator.comparingLong(Span::from)).toList();
    }

    /** States that it came into and left again in the time before the end of the alert. */
    private List<Span> spans(StateSeries states, long from) {
        List<Span> spans = new ArrayList<>();
        List<StateSeries.Change> changes = states.changes();
        for (int i = 1; i < changes.size() - 1; i++) {
            StateSeries.Change change = changes.get(i);
            boolean back = changes.get(i + 1).value().equals(changes.get(i - 1).value());
            if (back && change.time() >= from && changes.get(i + 1).time() <= facts.latest()) {
                spans.add(
                        new Span(
                                states.entity(),
                                change.time(),
                                changes.get(i + 1).time(),
                                states.state() + " " + change.value()));
            }
        }
        return spans;
    }

    /** {@code 6 minutes 49 seconds}. */
    static String length(long millis) {
        Duration length = Duration.ofMillis(Math.max(0, millis));
        List<String> parts = new ArrayList<>();
        if (length.toDays() > 0) {
            parts.add(Say.count((int) length.toDays(), "day", "days"));
        }
        if (length.toHoursPart() > 0) {
            parts.add(Say.count(length.toHoursPart(), "hour", "hours"));
        }
        if (length.toMinutesPart() > 0) {
            parts.add(Say.count(length.toMinutesPart(), "minute", "minutes"));
        }
        if (length.toSecondsPart() > 0 || parts.isEmpty()) {
            parts.add(Say.count(length.toSecondsPart(), "second", "seconds"));
        }
        return String.join(" ", parts.stream().limit(2).toList());
    }
}
