package dev.nocturne.investigator.analysis;

import dev.nocturne.environment.EnvironmentOverview;
import dev.nocturne.environment.Part;
import dev.nocturne.environment.Question;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.alarm.Severity;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.investigator.action.Traits;
import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.alert.AlertReader;
import dev.nocturne.investigator.cause.CauseFinder;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.cause.Verdict;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.impact.ImpactFinder;
import dev.nocturne.investigator.wording.Say;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Thinks about one alert: concludes from what was gathered, and from nothing else. What it
 * concluded last is kept, so that it can be asked after each answer. For one thread.
 */
public final class Analyst {
    /**
     * Graphs of topologies that are in memory anyway, such as a pack's, which many sessions share.
     */
    private static final Map<Topology, DependencyGraph> GRAPHS =
            Collections.synchronizedMap(new WeakHashMap<>());

    /** The burst of alarms around the last grave one. */
    private static final long BEFORE = 5 * 60_000L;

    private static final long AFTER = 5 * 60_000L;

    private @Nullable Analysis last;
    private List<Part<?>> lastParts = List.of();

    /** What was raised before may be over; then later data say nothing of it. */
    private static final long PRESENT = 3 * 3_600_000L;

    /** Reads the alert with what is known of the environment. */
    public Alert read(String text, Snapshot snapshot) {
        EnvironmentOverview overview = snapshot.overview();
        Alert alert = AlertDay.told(new AlertReader(overview).read(text), snapshot);
        long now = overview.now().toEpochMilli();
        // Of an alert that was just raised everything up to now counts.
        boolean isPresent = overview.live() && alert.raised() > now - PRESENT;
        return isPresent ? alert.upTo(now) : alert;
    }

    /** Who needs whom in what was gathered. */
    public DependencyGraph graph(Snapshot snapshot) {
        return GRAPHS.computeIfAbsent(snapshot.topology(), DependencyGraph::of);
    }

    /** What follows from the alert and the snapshot. */
    public Analysis analyse(String text, Snapshot snapshot) {
        List<Part<?>> parts =
                snapshot.parts().stream().filter(part -> decides(part.question())).toList();
        Analysis known = last;
        if (known != null && parts.equals(lastParts) && known.alert().text().equals(text)) {
            return known.with(snapshot);
        }
        CauseFinder finder = new CauseFinder(snapshot, graph(snapshot));
        Finding finding = find(read(text, snapshot), snapshot, finder);
        Analysis analysis =
                new Analysis(
                        snapshot,
                        finding.alert(),
                        finding,
                        new ImpactFinder(snapshot, finding).find(),
                        Traits.of(finding));
        last = analysis;
        lastParts = parts;
        return analysis;
    }

    /**
     * An alert without a time speaks of now. If now shows no fault, it speaks of the last time at
     * which its subject raised a grave alarm, if that was a fault.
     */
    private static Finding find(Alert alert, Snapshot snapshot, CauseFinder finder) {
        Finding finding = finder.find(alert);
        if (alert.dated() || alert.subject().isEmpty() || finding.verdict() == Verdict.FAULT) {
            return finding;
        }
        String subject = alert.subject().get();
        return snapshot.alarms().stream()
                .filter(a -> a.entity().equals(subject) && a.time() <= alert.raised())
                .filter(a -> a.severity().compareTo(Severity.MAJOR) >= 0)
                .mapToLong(Alarm::time)
                .max()
                .stream()
                .mapToObj(time ->
                        finder.find(
                                alert.at(
                                        time - BEFORE,
                                        Math.min(alert.raised(), time + AFTER),
                                        "The alert names no time. At the end of the data, "
                                                + Say.dateTime(alert.raised())
                                                + ", "
                                                + subject
                                                + " is not known to be faulty; its last grave alarm was at "
                                                + Say.dateTime(time)
                                                + ", and the alert is read as of that time.")))
                .filter(earlier -> earlier.verdict() == Verdict.FAULT)
                .findFirst()
                .orElse(finding);
    }

    /** Documents and people change nothing about the cause. */
    private static boolean decides(Question<?> question) {
        return !(question instanceof Question.Documents) && !(question instanceof Question.People);
    }
}
