package dev.nocturne.environment;

import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.environment.document.Passages;
import dev.nocturne.environment.topology.GraphSchema;
import dev.nocturne.environment.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that was gathered for one incident, in the order in which it was asked. Immutable.
 * What is concluded follows from a snapshot alone.
 */
public final class Snapshot {
    private static final Topology NOTHING =
            Topology.of(new GraphSchema(List.of(), List.of()), List.of(), List.of());

    private final List<Part<?>> parts;
    private final Map<String, List<Series>> seriesByEntity = new LinkedHashMap<>();
    private final Map<String, List<StateSeries>> statesByEntity = new LinkedHashMap<>();
    private final Map<String, String> evidenceOfSeries = new LinkedHashMap<>();

    /** {@code parts} in the order in which they were asked. */
    public Snapshot(List<? extends Part<?>> parts) {
        this.parts = List.copyOf(parts);
        for (Part<List<Series>> part : of(Question.Measurements.class)) {
            for (Series series : part.answer().data().orElse(List.of())) {
                if (evidenceOfSeries.putIfAbsent(key(series), part.evidence()) == null) {
                    seriesByEntity
                            .computeIfAbsent(series.entity(), e -> new ArrayList<>())
                            .add(series);
                }
            }
        }
        for (Part<List<StateSeries>> part : of(Question.States.class)) {
            for (StateSeries states : part.answer().data().orElse(List.of())) {
                statesByEntity.computeIfAbsent(states.entity(), e -> new ArrayList<>()).add(states);
            }
        }
    }

    private static String key(Series series) {
        return series.name() + " " + series.entity() + " " + series.labels();
    }

    public static Snapshot empty() {
        return new Snapshot(List.of());
    }

    /** This with one more. */
    public Snapshot with(Part<?> part) {
        List<Part<?>> more = new ArrayList<>(parts);
        more.add(part);
        return new Snapshot(more);
    }

    public List<Part<?>> parts() {
        return parts;
    }

    /** The parts that answer questions of a kind. */
    public <T, Q extends Question<T>> List<Part<T>> of(Class<Q> kind) {
        List<Part<T>> found = new ArrayList<>();
        for (Part<?> part : parts) {
            if (kind.isInstance(part.question())) {
                @SuppressWarnings("unchecked") // A question of this kind has an answer of type T.
                Part<T> typed = (Part<T>) part;
                found.add(typed);
            }
        }
        return found;
    }

    /** Whether such a question was asked. */
    public boolean hasAsked(Class<? extends Question<?>> kind) {
        return parts.stream().anyMatch(part -> kind.isInstance(part.question()));
    }

    /** What can be asked, as far as it is known. */
    public EnvironmentOverview overview() {
        return of(Question.Overview.class).stream()
                .flatMap(part -> part.answer().data().stream())
                .findFirst()
                .orElseGet(EnvironmentOverview::unknown);
    }

    /** The largest topology that was returned. */
    public Topology topology() {
        return of(Question.Surroundings.class).stream()
                .flatMap(part -> part.answer().data().stream())
                .max(Comparator.comparingInt(t -> t.entities().size()))
                .orElse(NOTHING);
    }

    public Optional<FieldForce> fieldForce() {
        return of(Question.People.class).stream()
                .flatMap(part -> part.answer().data().stream())
                .findFirst();
    }

    /** All alarms, each once, oldest first. */
    public List<Alarm> alarms() {
        Set<Alarm> alarms = new LinkedHashSet<>();
        of(Question.Alarms.class).forEach(part -> part.answer().data().ifPresent(alarms::addAll));
        return alarms.stream()
                .sorted(Comparator.comparingLong(Alarm::time).thenComparing(Alarm::entity))
                .toList();
    }

    /** All events, each once, oldest first. */
    public List<Occurrence> events() {
        Set<Occurrence> events = new LinkedHashSet<>();
        of(Question.Events.class).forEach(part -> part.answer().data().ifPresent(events::addAll));
        return events.stream().sorted(Comparator.comparingLong(Occurrence::time)).toList();
    }

    /** What is written down, each once. */
    public List<TableRow> rows() {
        Set<TableRow> rows = new LinkedHashSet<>();
        of(Question.Rows.class).forEach(part -> part.answer().data().ifPresent(rows::addAll));
        return List.copyOf(rows);
    }

    /** The series of an entity, each once. */
    public List<Series> series(String entity) {
        return seriesByEntity.getOrDefault(entity, List.of());
    }

    /** Entities of which there are series, in the order in which they came. */
    public Set<String> entitiesWithValues() {
        return seriesByEntity.keySet();
    }

    /** The evidence that holds the series. */
    public String evidence(Series series) {
        return evidenceOfSeries.getOrDefault(key(series), "");
    }

    public List<StateSeries> states(String entity) {
        return statesByEntity.getOrDefault(entity, List.of());
    }

    /** What searches of that kind of document found, the last first. */
    public Optional<Passages> passages(Kind kind) {
        return of(Question.Documents.class).reversed().stream()
                .filter(part -> part.question() instanceof Question.Documents d && d.kind() == kind)
                .flatMap(part -> part.answer().data().stream())
                .findFirst();
    }

    /** Whether values of the entity were asked for. */
    public boolean askedSeries(String entity) {
        return of(Question.Measurements.class).stream()
                .map(part -> ((Question.Measurements) part.question()).selection().entities())
                .anyMatch(entities -> entities.isEmpty() || entities.contains(entity));
    }
}
