package dev.nocturne.environment;

import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.alarm.OpenAlarms;
import dev.nocturne.environment.alarm.Severity;
import dev.nocturne.environment.names.NamedEntities;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What can be asked in an environment.
 *
 * @param now {@link Environment#now()}
 * @param live {@link Environment#isLive()}
 * @param zone {@link Environment#zone()}
 * @param sources names of the sources
 * @param entities how many entities are known
 * @param engineers how many people can be sent to a site
 * @param metrics what is measured
 * @param alarmedKinds kinds of entities of which alarms are known at all
 * @param alarmed how many entities have alarms that were raised in the day before {@code now} and
 *     are open, by the gravest of each; empty if it is not known, as in earlier logs
 * @param events where events are recorded
 * @param states which states are observed
 * @param named what the text that was asked about names
 */
public record EnvironmentOverview(
        Instant now,
        boolean live,
        ZoneId zone,
        List<String> sources,
        int entities,
        int engineers,
        List<MetricInfo> metrics,
        Set<String> alarmedKinds,
        Map<Severity, Integer> alarmed,
        Set<String> events,
        Set<String> states,
        NamedEntities named) {
    private static final long DAY = 24 * 3_600_000L;

    /** Of so many alarms it can be said which are open without holding up an investigation. */
    private static final int MAX_ALARMS = 20_000;

    public EnvironmentOverview {
        sources = List.copyOf(sources);
        metrics = List.copyOf(metrics);
        alarmedKinds = Set.copyOf(alarmedKinds);
        alarmed = alarmed == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(alarmed));
        events = Set.copyOf(events);
        states = Set.copyOf(states);
    }

    /** Nothing is known. */
    public static EnvironmentOverview unknown() {
        return new EnvironmentOverview(
                Instant.EPOCH,
                false,
                ZoneOffset.UTC,
                List.of(),
                0,
                0,
                List.of(),
                Set.of(),
                Map.of(),
                Set.of(),
                Set.of(),
                new NamedEntities(List.of(), List.of()));
    }

    /** Asks every source what it knows. */
    static Answer<EnvironmentOverview> of(Environment environment, String text)
            throws InterruptedException {
        List<MetricInfo> metrics = new ArrayList<>();
        for (MetricSource source : environment.sources(MetricSource.class)) {
            source.metrics().data().ifPresent(metrics::addAll);
        }
        Set<String> kinds = new TreeSet<>();
        for (AlarmSource source : environment.sources(AlarmSource.class)) {
            source.alarmedKinds().data().ifPresent(kinds::addAll);
        }
        Set<String> events = new TreeSet<>();
        for (EventSource source : environment.sources(EventSource.class)) {
            source.groups().data().ifPresent(events::addAll);
        }
        Set<String> states = new TreeSet<>();
        for (StateSource source : environment.sources(StateSource.class)) {
            source.names().data().ifPresent(states::addAll);
        }
        int entities = 0;
        for (TopologySource source : environment.sources(TopologySource.class)) {
            entities += source.size();
        }
        List<String> names = environment.sources().stream().map(Source::name).toList();
        Provenance provenance =
                new Provenance(
                        environment.name(),
                        "nocturne",
                        "abilities of "
                                + String.join(", ", names)
                                + "; entities named in the text; entities with open alarms",
                        Window.until(environment.now()),
                        environment.now());
        return new Answer.Complete<>(
                new EnvironmentOverview(
                        environment.now(),
                        environment.isLive(),
                        environment.zone(),
                        names,
                        entities,
                        new Question.People()
                                .ask(environment)
                                .data()
                                .map(people -> people.engineers().size())
                                .orElse(0),
                        metrics,
                        kinds,
                        kinds.isEmpty() ? Map.of() : alarmed(environment),
                        events,
                        states,
                        new Question.Names(text)
                                .ask(environment)
                                .data()
                                .orElse(new NamedEntities(List.of(), List.of()))),
                provenance);
    }

    private static Map<Severity, Integer> alarmed(Environment environment)
            throws InterruptedException {
        long now = environment.now().toEpochMilli();
        Selection lastDay = Selection.of(Set.of(), new Window(now - DAY, now), MAX_ALARMS);
        if (!(new Question.Alarms(lastDay).ask(environment)
                instanceof Answer.Complete<List<Alarm>>(List<Alarm> alarms, Provenance _))) {
            return Map.of();
        }
        Map<String, Severity> gravest = new HashMap<>();
        for (Alarm alarm : OpenAlarms.at(now, alarms)) {
            gravest.merge(alarm.entity(), alarm.severity(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
        }
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        gravest.values().forEach(severity -> counts.merge(severity, 1, Integer::sum));
        return counts;
    }

    /** How many entities have open alarms of at least this severity. */
    public int alarmed(Severity least) {
        return alarmed.entrySet().stream()
                .filter(e -> e.getKey().compareTo(least) >= 0)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
