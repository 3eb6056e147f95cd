package dev.nocturne.investigator.action;

import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Hypothesis;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.signal.Deviation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a finding is known by when documents are looked for.
 *
 * @param entities the causes and the entity the alert is about
 * @param kinds labels of the causes
 * @param alarmTypes of the alarms the cause explains; without a fault, of the alarms of what the
 *     alert names, or of all if it names nothing
 * @param metrics columns that are off at the cause
 * @param day of the incident, as written in ticket dates
 */
public record Traits(
        Verdict verdict,
        Set<String> entities,
        Set<String> kinds,
        Set<String> alarmTypes,
        Set<String> metrics,
        String day) {
    /** Words of a search; more only dilute it. */
    private static final int MAX_TYPES = 8;

    public static Traits of(Finding finding) {
        Set<String> entities = new LinkedHashSet<>();
        Set<String> kinds = new LinkedHashSet<>();
        Set<String> types = new LinkedHashSet<>();
        Set<String> metrics = new LinkedHashSet<>();
        if (finding.verdict() == Verdict.FAULT && !finding.hypotheses().isEmpty()) {
            Hypothesis first = finding.hypotheses().getFirst();
            finding.hypotheses().stream()
                    .filter(h ->
                            h.entity() == first.entity() || (h.tie() > 0 && h.tie() == first.tie()))
                    .forEach(h -> {
                        entities.add(finding.graph().id(h.entity()));
                        kinds.add(finding.graph().label(h.entity()));
                    });
            String cause = finding.graph().id(first.entity());
            first.failing().stream()
                    .filter(d -> d.entity().equals(cause))
                    .map(Deviation::column)
                    .forEach(metrics::add);
            first.heard().stream()
                    .map(Alarm::type)
                    .filter(t -> !t.isEmpty())
                    .distinct()
                    .limit(MAX_TYPES)
                    .forEach(types::add);
        } else {
            List<String> named = finding.alert().entities();
            finding.storm().all().stream()
                    .filter(alarm -> named.isEmpty() || named.contains(alarm.entity()))
                    .map(Alarm::type)
                    .filter(t -> !t.isEmpty())
                    .distinct()
                    .limit(MAX_TYPES)
                    .forEach(types::add);
            finding.alert().metric().ifPresent(metrics::add);
        }
        finding.alert().subject().ifPresent(entities::add);
        String day =
                Instant.ofEpochMilli(finding.alert().raised())
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .toString();
        return new Traits(finding.verdict(), entities, kinds, types, metrics, day);
    }

    /** Whether a fault was found, so that the other traits are those of its cause. */
    public boolean fault() {
        return verdict == Verdict.FAULT;
    }

    /** A search for documents that may fit. */
    public String query() {
        List<String> words = new ArrayList<>(kinds);
        kinds.forEach(k -> words.addAll(Words.of(k)));
        words.addAll(alarmTypes);
        alarmTypes.forEach(t -> words.addAll(Words.of(t)));
        metrics.forEach(m -> words.addAll(Words.of(m)));
        words.addAll(entities);
        if (!fault()) {
            words.addAll(
                    List.of(
                            "no",
                            "fault",
                            "false",
                            "stale",
                            "noise",
                            "planned",
                            "expected",
                            "normal",
                            "peak"));
        }
        return String.join(" ", new LinkedHashSet<>(words));
    }
}
