package dev.nocturne.investigator.analysis;

import dev.nocturne.environment.Snapshot;
import dev.nocturne.investigator.action.Traits;
import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.impact.Impact;

/** All that follows from an alert and what was gathered for it. */
public record Analysis(
        Snapshot snapshot, Alert alert, Finding finding, Impact impact, Traits traits) {
    /** The same conclusions, with documents and people that were gathered since. */
    public Analysis with(Snapshot more) {
        return new Analysis(more, alert, finding, impact, traits);
    }

    public DependencyGraph graph() {
        return finding.graph();
    }
}
