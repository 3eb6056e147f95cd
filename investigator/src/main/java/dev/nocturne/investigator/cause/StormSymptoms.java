package dev.nocturne.investigator.cause;

import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.alarm.Complaint;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.signal.Deviation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The alarms and the telemetry of a storm, by the numbers of the dependency graph, so that a
 * candidate is judged without looking anything up by name. Kinds are numbered in the order of their
 * names; alarms in the order of time, then entity.
 */
final class StormSymptoms {
    private static final int[] NO_ALARMS = {};

    private final List<Alarm> alarms = new ArrayList<>();
    private final int[] entityOf;
    private final long[] timeOf;
    private final Complaint[] complaintOf;
    private final int[][] alarmsOf;
    private final int[] kindOf;
    private final boolean[] kindAlarms;
    private final int[] size;
    private final int[] alarmed;
    private final int[] covered;
    private final int[] dark;
    private final boolean[] covers;
    private final @Nullable Deviation[] worst;
    private final long[] measuredUntil;

    /** {@code speaking}: kinds of entities that ever raise alarms. */
    StormSymptoms(DependencyGraph graph, Storm storm, Health health, Set<String> speaking) {
        Set<String> labels = new TreeSet<>();
        for (int i = 0; i < graph.size(); i++) {
            labels.add(graph.label(i));
        }
        Map<String, Integer> kinds = new TreeMap<>();
        labels.forEach(label -> kinds.put(label, kinds.size()));
        this.kindAlarms = new boolean[kinds.size()];
        kinds.forEach((label, kind) -> kindAlarms[kind] = speaking.contains(label));

        storm.counted().values().forEach(alarms::addAll);
        alarms.removeIf(alarm -> graph.number(alarm.entity()).isEmpty());
        alarms.sort(Comparator.comparingLong(Alarm::time).thenComparing(Alarm::entity));
        this.entityOf = new int[alarms.size()];
        this.timeOf = new long[alarms.size()];
        this.complaintOf = new Complaint[alarms.size()];
        this.alarmsOf = new int[graph.size()][];
        Arrays.fill(alarmsOf, NO_ALARMS);
        for (int i = 0; i < alarms.size(); i++) {
            int entity = graph.number(alarms.get(i).entity()).orElseThrow();
            entityOf[i] = entity;
            timeOf[i] = alarms.get(i).time();
            complaintOf[i] = alarms.get(i).complaint();
            alarmsOf[entity] = Arrays.copyOf(alarmsOf[entity], alarmsOf[entity].length + 1);
            alarmsOf[entity][alarmsOf[entity].length - 1] = i;
        }

        this.kindOf = new int[graph.size()];
        this.covers = new boolean[graph.size()];
        this.worst = new Deviation[graph.size()];
        this.measuredUntil = new long[graph.size()];
        this.size = new int[kinds.size()];
        this.alarmed = new int[kinds.size()];
        this.covered = new int[kinds.size()];
        this.dark = new int[kinds.size()];
        for (int i = 0; i < graph.size(); i++) {
            int kind = kinds.getOrDefault(graph.label(i), 0);
            kindOf[i] = kind;
            size[kind]++;
            alarmed[kind] += alarmsOf[i].length > 0 ? 1 : 0;
            List<Deviation> measured = health.of(graph.id(i));
            if (measured.isEmpty()) {
                continue;
            }
            covers[i] = true;
            covered[kind]++;
            measuredUntil[i] = measured.stream().mapToLong(Deviation::lastAt).max().orElseThrow();
            List<Deviation> failing = health.failing(graph.id(i));
            if (!failing.isEmpty()) {
                worst[i] = failing.getFirst();
                dark[kind]++;
            }
        }
    }

    int kinds() {
        return size.length;
    }

    int kind(int entity) {
        return kindOf[entity];
    }

    /** Whether entities of this kind ever raise alarms. */
    boolean raisesAlarms(int kind) {
        return kindAlarms[kind];
    }

    /** How many entities of this kind there are. */
    int size(int kind) {
        return size[kind];
    }

    /** How many entities of this kind have alarms. */
    int alarmed(int kind) {
        return alarmed[kind];
    }

    /** How many entities of this kind have metrics in the window. */
    int covered(int kind) {
        return covered[kind];
    }

    /** How many entities of this kind have failing metrics. */
    int dark(int kind) {
        return dark[kind];
    }

    /** Numbers of the entity's alarms, oldest first. Not to be changed. */
    int[] alarmsOf(int entity) {
        return alarmsOf[entity];
    }

    boolean isAlarmed(int entity) {
        return alarmsOf[entity].length > 0;
    }

    int alarmCount() {
        return entityOf.length;
    }

    Alarm alarm(int number) {
        return alarms.get(number);
    }

    int entityOf(int alarm) {
        return entityOf[alarm];
    }

    /** Epoch milliseconds. */
    long timeOf(int alarm) {
        return timeOf[alarm];
    }

    Complaint complaintOf(int alarm) {
        return complaintOf[alarm];
    }

    /** Whether the entity has metrics in the window. */
    boolean covers(int entity) {
        return covers[entity];
    }

    /** The entity's worst failing metric; null when none fails. */
    @Nullable Deviation worst(int entity) {
        return worst[entity];
    }

    boolean fails(int entity) {
        return worst[entity] != null;
    }

    /** Time of the entity's last measurement, epoch milliseconds; 0 when it has no metrics. */
    long measuredUntil(int entity) {
        return measuredUntil[entity];
    }
}
