package dev.nocturne.investigator.symptom;

import dev.nocturne.environment.Occurrence;
import dev.nocturne.environment.Window;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.alarm.AlarmWords;
import dev.nocturne.environment.alarm.Complaint;
import dev.nocturne.environment.alarm.Severity;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.signal.EarlierTrouble;
import dev.nocturne.investigator.time.Reference;
import dev.nocturne.investigator.time.TimeReader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads events and alarms: what failed, what works again, what was changed, what was meant. */
final class EventReader {
    /** What lies farther ahead is another thing than the end of the plan. */
    private static final long LONGEST_PLAN = 3 * 24 * 3_600_000L;

    private static final double FAILURE = 0.7;
    private static final double GRAVE = 0.9;
    private static final double MILD = 0.4;
    private static final double UNSTEADY = 0.75;

    /** So many times failed and well again within {@link #SHORT} are no accident. */
    private static final int FLAPPING = 3;

    private static final long SHORT = 3_600_000;

    private final Window window;
    private final List<Symptom> symptoms = new ArrayList<>();
    private final List<Circumstance> circumstances = new ArrayList<>();

    /** {@code window}: what is looked at; events before it explain. */
    EventReader(Window window) {
        this.window = window;
    }

    List<Symptom> symptoms() {
        return symptoms;
    }

    List<Circumstance> circumstances() {
        return circumstances;
    }

    void read(List<Occurrence> events) {
        Map<String, Long> recovered = new HashMap<>();
        Map<String, List<Long>> returns = new HashMap<>();
        for (Occurrence event : events) {
            if (event.time() > window.until() || EarlierTrouble.isOver(event)) {
                continue;
            }
            String said = said(event);
            boolean lasts = event.until() > event.time();
            boolean failure =
                    SymptomWords.says("failure", said)
                            || isGrave(event)
                            || SymptomWords.names("failure group", Words.of(event.group()));
            boolean planned =
                    SymptomWords.says("planned", said) || isPlan(event) || (lasts && !failure);
            if (planned) {
                plan(event);
            }
            if (SymptomWords.says("recovery", said)) {
                add(event, Circumstance.Kind.RECOVERY, event.until());
                recovered.put(event.entity(), event.time());
                returns.computeIfAbsent(event.entity(), e -> new ArrayList<>()).add(event.time());
            } else if (failure && !planned && !event.entity().isEmpty()) {
                symptoms.add(symptom(event));
            }
            if (SymptomWords.says("change", said)) {
                add(event, Circumstance.Kind.CHANGE, event.until());
            }
        }
        symptoms.replaceAll(s -> ended(s, recovered.get(s.entity())));
        flapping(returns);
        circumstances.replaceAll(c -> endedPlan(c, recovered.get(c.entity())));
    }

    /** Whether its table, or a column that it fills, is one of planned work. */
    private static boolean isPlan(Occurrence event) {
        return SymptomWords.names("planned group", Words.of(event.group()))
                || (event.until() > event.time()
                        && event.fields().keySet().stream()
                                .anyMatch(c -> SymptomWords.names("planned group", Words.of(c))));
    }

    /**
     * A plan ends when it says so, or when the entity works again. A time of day in it is the next
     * such time.
     */
    private void plan(Occurrence event) {
        long until =
                event.until() > event.time()
                        ? event.until()
                        : TimeReader.read(
                                        event.text(),
                                        new Reference(
                                                Instant.ofEpochMilli(event.time())
                                                        .plus(1, ChronoUnit.DAYS),
                                                ZoneOffset.UTC))
                                .stream()
                                .mapToLong(time -> time.instant().toEpochMilli())
                                .filter(time -> time > event.time())
                                .filter(time -> time - event.time() < LONGEST_PLAN)
                                .max()
                                .orElse(Circumstance.OPEN);
        add(event, Circumstance.Kind.PLANNED, until);
    }

    private static Circumstance endedPlan(Circumstance circumstance, @Nullable Long at) {
        boolean isOpen =
                circumstance.kind() == Circumstance.Kind.PLANNED
                        && circumstance.until() == Circumstance.OPEN;
        if (at == null || !isOpen || at < circumstance.time()) {
            return circumstance;
        }
        return new Circumstance(
                circumstance.entity(),
                circumstance.kind(),
                circumstance.time(),
                at,
                circumstance.words(),
                circumstance.byAlarm());
    }

    private static Symptom ended(Symptom symptom, @Nullable Long at) {
        return at == null || at < symptom.since() || at > symptom.until()
                ? symptom
                : new Symptom(
                        symptom.entity(),
                        symptom.kind(),
                        symptom.since(),
                        at,
                        symptom.strength(),
                        symptom.words(),
                        symptom.deviation());
    }

    private static String said(Occurrence event) {
        return String.join(" ", event.fields().values());
    }

    /** A field with a severity of its own, such as a log level. */
    private static boolean isGrave(Occurrence event) {
        return severity(event).filter(s -> s.compareTo(Severity.MAJOR) >= 0).isPresent();
    }

    private static Optional<Severity> severity(Occurrence event) {
        return event.fields().values().stream()
                .filter(value -> value.length() < 20)
                .flatMap(value -> AlarmWords.severity(value).stream())
                .findFirst();
    }

    private Symptom symptom(Occurrence event) {
        boolean mild = severity(event).filter(s -> s.compareTo(Severity.WARNING) < 0).isPresent();
        double strength = isGrave(event) ? GRAVE : mild ? MILD : FAILURE;
        return new Symptom(
                event.entity(),
                Symptom.Kind.EVENT,
                event.time(),
                event.until() > event.time() ? event.until() : Symptom.GOING_ON,
                strength,
                event.text(),
                Optional.empty());
    }

    private void add(Occurrence event, Circumstance.Kind kind, long until) {
        circumstances.add(
                new Circumstance(event.entity(), kind, event.time(), until, event.text(), false));
    }

    /** Alarms are symptoms while they are open; mild ones may speak of a change. */
    void readAlarms(List<Alarm> alarms) {
        Map<String, Long> recovered = new HashMap<>();
        Map<String, List<Long>> returns = new HashMap<>();
        for (Alarm alarm : alarms) {
            if (alarm.time() <= window.until() && isOver(alarm)) {
                recovered.put(alarm.entity(), alarm.time());
                returns.computeIfAbsent(alarm.entity(), e -> new ArrayList<>()).add(alarm.time());
                circumstances.add(
                        new Circumstance(
                                alarm.entity(),
                                Circumstance.Kind.RECOVERY,
                                alarm.time(),
                                alarm.time(),
                                words(alarm),
                                true));
            }
        }
        for (Alarm alarm : alarms) {
            if (alarm.time() > window.until() || isOver(alarm)) {
                continue;
            }
            String said = words(alarm);
            boolean mild = alarm.severity().compareTo(Severity.WARNING) < 0;
            if (mild && SymptomWords.says("planned", said)) {
                circumstances.add(circumstance(alarm, Circumstance.Kind.PLANNED));
            }
            if (mild && SymptomWords.says("change", said)) {
                circumstances.add(circumstance(alarm, Circumstance.Kind.CHANGE));
            }
            boolean counts =
                    alarm.severity().compareTo(Severity.WARNING) >= 0
                            || SymptomWords.says("failure", said);
            if (counts) {
                Long over = recovered.get(alarm.entity());
                long until =
                        alarm.ended() != Alarm.NOT_ENDED
                                ? alarm.ended()
                                : over != null && over >= alarm.time() ? over : Symptom.GOING_ON;
                symptoms.add(
                        new Symptom(
                                alarm.entity(),
                                Symptom.Kind.ALARM,
                                alarm.time(),
                                until,
                                strength(alarm),
                                said,
                                Optional.empty()));
            }
        }
        flapping(returns);
    }

    private static boolean isOver(Alarm alarm) {
        boolean mild = alarm.severity().compareTo(Severity.WARNING) < 0;
        return alarm.complaint() == Complaint.OVER
                || (mild && SymptomWords.says("recovery", words(alarm)));
    }

    /** What fails and is well again, and again, is not well. */
    private void flapping(Map<String, List<Long>> returns) {
        returns.forEach((entity, times) -> {
            List<Long> recent =
                    times.stream()
                            .filter(time -> time > window.from() - SHORT)
                            .filter(time -> failedBefore(entity, time))
                            .sorted()
                            .toList();
            if (recent.size() >= FLAPPING) {
                symptoms.add(
                        new Symptom(
                                entity,
                                Symptom.Kind.FLAPPING,
                                recent.getFirst(),
                                Symptom.GOING_ON,
                                UNSTEADY,
                                "failed and was well again "
                                        + recent.size()
                                        + " times within an hour",
                                Optional.empty()));
            }
        });
    }

    private boolean failedBefore(String entity, long time) {
        return symptoms.stream()
                .anyMatch(s ->
                        s.entity().equals(entity) && s.since() <= time && s.since() > time - SHORT);
    }

    private static Circumstance circumstance(Alarm alarm, Circumstance.Kind kind) {
        boolean isOpen = kind == Circumstance.Kind.PLANNED && alarm.ended() == Alarm.NOT_ENDED;
        long until =
                isOpen
                        ? Circumstance.OPEN
                        : kind == Circumstance.Kind.PLANNED ? alarm.ended() : alarm.time();
        return new Circumstance(alarm.entity(), kind, alarm.time(), until, words(alarm), true);
    }

    private static double strength(Alarm alarm) {
        return switch (alarm.severity()) {
            case CRITICAL -> GRAVE;
            case MAJOR -> FAILURE;
            case MINOR, WARNING -> MILD;
            case INFO, CLEARED -> MILD / 2;
        };
    }

    private static String words(Alarm alarm) {
        return (alarm.type() + " " + alarm.text()).strip();
    }
}
