package dev.nocturne.investigator;

import dev.nocturne.investigator.action.Traits;
import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.alert.AlertReader;
import dev.nocturne.investigator.alert.EntityNames;
import dev.nocturne.investigator.cause.CauseFinder;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.impact.ImpactFinder;
import dev.nocturne.investigator.report.Analysis;
import dev.nocturne.scenario.Scenario;

/** Analyses alerts on one pack. Made once for a pack; safe for any number of threads. */
public final class Analyst {
    private final Scenario scenario;
    private final AlertReader reader;
    private final CauseFinder finder;
    private final EntityNames names;

    public Analyst(Scenario scenario) {
        this.scenario = scenario;
        this.names = new EntityNames(scenario.topology());
        this.reader = new AlertReader(scenario, names);
        this.finder = new CauseFinder(scenario, DependencyGraph.of(scenario.topology()));
    }

    /** Pure computation on the pack's data: no calls, no clock. */
    public Analysis analyse(String text) {
        Alert alert = reader.read(text);
        Finding finding = finder.find(alert);
        return new Analysis(
                scenario,
                alert,
                finding,
                new ImpactFinder(scenario, finding).find(),
                Traits.of(finding));
    }

    public Scenario scenario() {
        return scenario;
    }

    public CauseFinder finder() {
        return finder;
    }

    public EntityNames names() {
        return names;
    }
}
