package dev.nocturne.investigator.recheck;

import dev.nocturne.environment.EnvironmentOverview;
import dev.nocturne.environment.FieldForce;
import dev.nocturne.environment.Occurrence;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.StateSeries;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.document.Passage;
import dev.nocturne.environment.document.Passages;
import dev.nocturne.environment.names.NamedEntities;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what two answers to the same question hold, figure by figure. */
final class AnswerComparison {
    private static final String NONE = "no data";

    private AnswerComparison() {}

    /** What differs; the present of the environment may. */
    static List<Difference> of(Optional<?> recorded, Optional<?> now) {
        if (recorded.isEmpty() || now.isEmpty()) {
            return recorded.isEmpty() == now.isEmpty()
                    ? List.of()
                    : List.of(new Difference("answer", size(recorded), size(now)));
        }
        Object before = recorded.get();
        Object after = now.get();
        return isSeries(before) && isSeries(after)
                ? series((List<?>) before, (List<?>) after)
                : facts(facts(before), facts(after));
    }

    private static String size(Optional<?> data) {
        return data.map(found -> Say.count(facts(found).size(), "item", "items")).orElse(NONE);
    }

    private static boolean isSeries(Object found) {
        return found instanceof List<?> list
                && list.stream().allMatch(item -> item instanceof Series);
    }

    private static List<Difference> facts(Map<String, String> recorded, Map<String, String> now) {
        List<Difference> differences = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(recorded.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            String before = recorded.getOrDefault(name, "");
            String after = now.getOrDefault(name, "");
            if (!before.equals(after)) {
                differences.add(new Difference(name, before, after));
            }
        }
        return differences;
    }

    /** What an answer holds, by what it is about. */
    private static Map<String, String> facts(Object found) {
        Facts facts = new Facts();
        switch (found) {
            case Topology topology -> {
                topology.entities().forEach(facts::add);
                topology.relations()
                        .forEach(r ->
                                facts.add(
                                        r.source() + " " + r.label() + " " + r.target(),
                                        r.properties().toString()));
            }
            case EnvironmentOverview overview -> {
                facts.add("entities", String.valueOf(overview.entities()));
                facts.add("people", String.valueOf(overview.engineers()));
                facts.add("zone", overview.zone().toString());
                overview.sources().forEach(s -> facts.add("source " + s, "there"));
                overview.metrics()
                        .forEach(m ->
                                facts.add(m.group() + "." + m.metric(), m.levels().toString()));
                overview.alarmedKinds().forEach(k -> facts.add("alarms of " + k, "there"));
                overview.events().forEach(e -> facts.add("events in " + e, "there"));
                overview.states().forEach(s -> facts.add("state " + s, "there"));
                facts.add(overview.named());
            }
            case NamedEntities named -> facts.add(named);
            case FieldForce people -> {
                people.engineers().forEach(facts::add);
                people.depots().forEach(facts::add);
            }
            case Passages passages -> {
                facts.add("passages", String.valueOf(passages.total()));
                for (Passage passage : passages.best()) {
                    facts.add(passage.id(), passage.title() + ": " + passage.text());
                }
            }
            case List<?> list -> list.forEach(facts::addItem);
            default -> facts.add("answer", found.toString());
        }
        return facts.byName;
    }

    private static final class Facts {
        final Map<String, String> byName = new LinkedHashMap<>();

        /** Of several about the same thing each has its number. */
        void add(String name, String value) {
            String key = name;
            for (int i = 2; byName.containsKey(key); i++) {
                key = name + " (" + i + ")";
            }
            byName.put(key, value);
        }

        void add(Entity entity) {
            add(entity.id(), entity.label() + " " + entity.properties());
        }

        void add(NamedEntities named) {
            named.entities().forEach(e -> add("named " + e.id(), e.label()));
            named.unknown().forEach(u -> add("unknown " + u.word(), u.suggestions().toString()));
        }

        void addItem(Object item) {
            switch (item) {
                case Alarm alarm ->
                        add(
                                Say.iso(alarm.time()) + " " + alarm.entity() + " " + alarm.type(),
                                alarm.severity() + " " + alarm.text() + " " + alarm.ended());
                case Occurrence event ->
                        add(
                                Say.iso(event.time()) + " " + event.group() + " " + event.entity(),
                                event.fields().toString());
                case StateSeries states ->
                        add(
                                states.group() + "." + states.state() + " of " + states.entity(),
                                states.changes().toString());
                case Series series ->
                        add(name(series), Say.count(series.size(), "value", "values"));
                default -> add("item", item.toString());
            }
        }
    }

    private static String name(Series series) {
        return series.name()
                + " of "
                + series.entity()
                + (series.labels().isEmpty() ? "" : " " + series.labels());
    }

    private static List<Difference> series(List<?> recorded, List<?> now) {
        Map<String, Series> before = byName(recorded);
        Map<String, Series> after = byName(now);
        List<Difference> differences = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            Series one = before.get(name);
            Series other = after.get(name);
            if (one == null || other == null) {
                differences.add(new Difference(name, size(one), size(other)));
            } else {
                compare(name, one, other).ifPresent(differences::add);
            }
        }
        return differences;
    }

    private static String size(@org.jspecify.annotations.Nullable Series series) {
        return series == null ? NONE : Say.count(series.size(), "value", "values");
    }

    private static Map<String, Series> byName(List<?> list) {
        Map<String, Series> byName = new LinkedHashMap<>();
        list.forEach(item -> byName.put(name((Series) item), (Series) item));
        return byName;
    }

    /** The first value that differs. */
    private static Optional<Difference> compare(String name, Series recorded, Series now) {
        if (!Arrays.equals(recorded.times(), now.times())) {
            return Optional.of(new Difference(name, span(recorded), span(now)));
        }
        int at = Arrays.mismatch(recorded.values(), now.values());
        return at < 0
                ? Optional.empty()
                : Optional.of(
                        new Difference(
                                name + " at " + Say.iso(recorded.times()[at]),
                                String.valueOf(recorded.values()[at]),
                                String.valueOf(now.values()[at])));
    }

    private static String span(Series series) {
        return series.size() == 0
                ? NONE
                : Say.count(series.size(), "value", "values")
                        + " from "
                        + Say.iso(series.times()[0])
                        + " to "
                        + Say.iso(series.times()[series.size() - 1]);
    }
}
