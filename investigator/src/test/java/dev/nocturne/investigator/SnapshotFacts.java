package dev.nocturne.investigator;

import dev.nocturne.environment.Part;
import dev.nocturne.environment.Question;
import dev.nocturne.environment.Series;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.StateSeries;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.alarm.Complaint;
import dev.nocturne.environment.topology.Direction;
import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.cause.Storm;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.signal.Counters;
import dev.nocturne.investigator.signal.Metrics;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;

/** What a snapshot holds, worked out from its values without the investigator's own models. */
final class SnapshotFacts {
    /** Measurements are at most so far apart. */
    static final long HOUR = 3_600_000L;

    private final Snapshot snapshot;
    private final Alert alert;
    private final DependencyGraph graph;
    private final Map<String, Long> overAt = new HashMap<>();

    SnapshotFacts(Snapshot snapshot, Alert alert, DependencyGraph graph) {
        this.snapshot = snapshot;
        this.alert = alert;
        this.graph = graph;
    }

    Topology topology() {
        return snapshot.topology();
    }

    /**
     * The id of the entity that is called so: by its id, or by its name, what it is and whom it
     * serves before its id. Empty when nothing is called so.
     */
    String entity(String said) {
        if (topology().contains(said)) {
            return said;
        }
        int open = said.lastIndexOf(" (");
        while (open > 0) {
            String id = said.endsWith(")") ? said.substring(open + 2, said.length() - 1) : "";
            if (topology().contains(id) && isCalled(id, said.substring(0, open))) {
                return id;
            }
            open = said.lastIndexOf(" (", open - 1);
        }
        return "";
    }

    private boolean isCalled(String id, String name) {
        Set<String> own = new HashSet<>();
        for (Entity entity : topology().entity(id).stream().toList()) {
            entity.properties().values().forEach(value -> own.add(value.toString().strip()));
        }
        if (own.contains(name)) {
            return true;
        }
        for (int at = name.indexOf(" for "); at >= 0; at = name.indexOf(" for ", at + 1)) {
            if (own.contains(name.substring(0, at)) && own.contains(name.substring(at + 5))) {
                return true;
            }
        }
        return false;
    }

    /** The entities of a list in words; names may hold commas. Empty when one is unknown. */
    List<String> entities(String list) {
        String names = list.replaceAll(" and [\\d,]+ more$", "");
        List<String> found = new ArrayList<>();
        String open = "";
        for (String piece : names.split(", ", -1)) {
            open = open.isEmpty() ? piece : open + ", " + piece;
            if (!entity(open).isEmpty()) {
                found.add(entity(open));
                open = "";
            }
        }
        return open.isEmpty() ? found : List.of();
    }

    /** The series of an entity's metric in these parts; of a counter also how fast it rises. */
    List<Series> series(String entity, String metric, Set<String> evidence) {
        List<Series> found = new ArrayList<>();
        for (Part<List<Series>> part : snapshot.of(Question.Measurements.class)) {
            if (evidence.isEmpty() || evidence.contains(part.evidence())) {
                for (Series series : part.answer().data().orElse(List.of())) {
                    if (series.entity().equals(entity)) {
                        found.add(series);
                        found.add(Counters.rates(series));
                    }
                }
            }
        }
        return found.stream().filter(s -> s.metric().equals(metric) && s.size() > 0).toList();
    }

    /** Whether values about this time of day on the days before are on both sides of that one. */
    boolean isBetweenThoseOfOtherDays(Series series, double usual) {
        boolean less = false;
        boolean more = false;
        for (int day = 1; day <= 14; day++) {
            long shift = 24 * HOUR * day;
            less |= anyValue(series, from() - shift, until() - shift, v -> v <= 1.001 * usual);
            more |= anyValue(series, from() - shift, until() - shift, v -> v >= 0.999 * usual);
        }
        return less && more;
    }

    /** Entities at the other ends of its relations, whose readings may be said of it. */
    List<String> watchersOf(String entity) {
        return topology().relations(entity, Direction.BOTH).stream()
                .map(relation -> relation.otherEnd(entity))
                .toList();
    }

    /** Whether something that is said of the entity ended in that second. */
    boolean isEnd(String entity, long second) {
        boolean alarm =
                snapshot.alarms().stream()
                        .anyMatch(a -> a.entity().equals(entity) && a.ended() / 1000 == second);
        boolean event =
                snapshot.events().stream()
                        .anyMatch(e -> e.entity().equals(entity) && e.until() / 1000 == second);
        boolean again =
                Stream.concat(
                                snapshot.alarms().stream()
                                        .filter(a -> a.entity().equals(entity))
                                        .map(Alarm::time),
                                snapshot.events().stream()
                                        .filter(e -> e.entity().equals(entity))
                                        .map(e -> e.time()))
                        .anyMatch(time -> time / 1000 == second);
        return alarm || event || again;
    }

    /** From when values may be those of the incident. */
    long from() {
        return Math.min(alert.start(), alert.raised()) - HOUR;
    }

    /** Until when. */
    long until() {
        return Math.max(alert.latest(), alert.raised()) + HOUR;
    }

    /** Whether a value measured about the time of the alert is shown like this. */
    boolean isMeasured(Series series, String shown) {
        return anyValue(series, from(), until(), value -> Say.number(value).equals(shown))
                || anyValue(series, lastBefore(series), from(), v -> Say.number(v).equals(shown));
    }

    /** What is measured once a day has its last value long before the incident. */
    private long lastBefore(Series series) {
        long last = from();
        for (int i = 0; i < series.size() && series.times()[i] <= from(); i++) {
            last = Double.isNaN(series.values()[i]) ? last : series.times()[i];
        }
        return last;
    }

    static boolean anyValue(Series series, long from, long until, DoublePredicate wanted) {
        for (int i = 0; i < series.size(); i++) {
            boolean within = series.times()[i] >= from && series.times()[i] <= until;
            if (within && !Double.isNaN(series.values()[i]) && wanted.test(series.values()[i])) {
                return true;
            }
        }
        return false;
    }

    /** Whether the median of what was measured before the incident is shown like this. */
    boolean isUsual(Series series, String shown) {
        double[] values = new double[series.size()];
        int count = 0;
        for (int i = 0; i < series.size() && series.times()[i] <= until(); i++) {
            if (count > 0
                    && series.times()[i] >= from() - 23 * HOUR
                    && isMedian(Arrays.copyOf(values, count), shown)) {
                return true;
            }
            if (!Double.isNaN(series.values()[i])) {
                values[count++] = series.values()[i];
            }
        }
        return false;
    }

    private static boolean isMedian(double[] values, String shown) {
        Arrays.sort(values);
        double low = values[(values.length - 1) / 2];
        double high = values[values.length / 2];
        return Say.number((low + high) / 2).equals(shown)
                || (low > 0 && Say.number(Math.sqrt(low * high)).equals(shown))
                || Say.number(low).equals(shown);
    }

    /** Everything of an entity that has a time, to the second. */
    Set<Long> seconds(String entity) {
        Set<Long> seconds = new TreeSet<>();
        snapshot.series(entity)
                .forEach(s -> Arrays.stream(s.times()).forEach(t -> seconds.add(t / 1000)));
        for (StateSeries states : snapshot.states(entity)) {
            states.changes().forEach(change -> seconds.add(change.time() / 1000));
        }
        alarms(entity).forEach(alarm -> seconds.add(alarm.time() / 1000));
        snapshot.events().stream()
                .filter(event -> event.entity().equals(entity))
                .forEach(event -> seconds.add(event.time() / 1000));
        return seconds;
    }

    /** All alarms of an entity, also those that the alert lists. */
    Stream<Alarm> alarms(String entity) {
        return Stream.concat(snapshot.alarms().stream(), alert.alarms().stream())
                .filter(alarm -> alarm.entity().equals(entity));
    }

    /**
     * Whether an event, alarm or state of the entity says this; at that second, if one is given.
     */
    boolean isSaid(String entity, String words, long second) {
        boolean event =
                snapshot.events().stream()
                        .filter(e -> e.entity().equals(entity) || entity.isEmpty())
                        .filter(e -> second < 0 || e.time() / 1000 == second)
                        .anyMatch(e -> e.text().equals(words));
        boolean alarm =
                alarms(entity)
                        .filter(a -> second < 0 || a.time() / 1000 == second)
                        .anyMatch(a -> (a.type() + " " + a.text()).strip().equals(words));
        return event || alarm || isState(entity, words, second);
    }

    private boolean isState(String entity, String words, long second) {
        return snapshot.states(entity).stream()
                .anyMatch(s ->
                        s.changes().stream()
                                .filter(c -> second < 0 || c.time() / 1000 == second)
                                .anyMatch(c ->
                                        words.equals(s.state() + " is " + c.value())
                                                || words.equals("state is " + c.value())));
    }

    /** How often something said of the entity that it works again. */
    long recoveries(String entity) {
        return alarms(entity).count()
                + snapshot.events().stream().filter(e -> e.entity().equals(entity)).count();
    }

    /** Whether a value of the entity was due at that second and did not come. */
    boolean isSilentFrom(String entity, long second) {
        return snapshot.series(entity).stream()
                .anyMatch(s -> {
                    int last = s.size() - 1;
                    while (last > 0 && s.times()[last] / 1000 > second) {
                        last--;
                    }
                    long interval = Metrics.interval(s, s.times()[Math.max(0, last)]);
                    return last > 0 && (s.times()[last] + interval) / 1000 == second;
                });
    }

    /** Whether a state changed so often within an hour. */
    boolean changes(String entity, String state, int times) {
        return snapshot.states(entity).stream()
                .filter(s -> s.state().equals(state))
                .anyMatch(s -> {
                    for (int i = 0; i + times <= s.changes().size(); i++) {
                        long length =
                                s.changes().get(i + times - 1).time() - s.changes().get(i).time();
                        if (length <= HOUR) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    /** Whether one needs the other, however far. */
    boolean needs(String needy, String needed) {
        return supporters(needy).contains(needed);
    }

    /** What an entity needs, however far; not the entity itself. */
    Set<String> supporters(String id) {
        return supporters(Set.of(id));
    }

    /** What entities need, however far; none of these. */
    Set<String> supporters(Set<String> ids) {
        List<Integer> numbers = new ArrayList<>();
        ids.forEach(id -> graph.number(id).ifPresent(numbers::add));
        Set<String> needed = new HashSet<>();
        graph.supportersOf(numbers, Integer.MAX_VALUE).forEach(n -> needed.add(graph.id(n)));
        needed.removeAll(ids);
        return needed;
    }

    /** Whether an alarm of a storm is over, or says that others are. */
    boolean isOver(Alarm alarm, Storm storm) {
        if (overAt.isEmpty()) {
            overAt.put("", Long.MIN_VALUE);
            for (Alarm one : storm.all()) {
                if (one.complaint() == Complaint.OVER) {
                    overAt.merge(one.entity(), one.time(), Math::max);
                }
            }
        }
        return alarm.complaint() == Complaint.OVER
                || alarm.ended() <= storm.window().until()
                || overAt.getOrDefault(alarm.entity(), Long.MIN_VALUE) >= alarm.time();
    }

    boolean related(String one, String other) {
        for (Relation relation :
                topology().relations(one, dev.nocturne.environment.topology.Direction.BOTH)) {
            if (relation.otherEnd(one).equals(other)) {
                return true;
            }
        }
        return false;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Alert alert() {
        return alert;
    }
}
