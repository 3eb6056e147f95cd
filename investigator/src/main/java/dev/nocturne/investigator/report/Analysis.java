package dev.nocturne.investigator.report;

import dev.nocturne.investigator.action.Traits;
import dev.nocturne.investigator.alert.Alert;
import dev.nocturne.investigator.cause.Finding;
import dev.nocturne.investigator.dependency.DependencyGraph;
import dev.nocturne.investigator.impact.Impact;
import dev.nocturne.scenario.Scenario;

/**
 * All that follows from an alert and a pack's data alone. The same alert gives the same analysis,
 * so a resumed run comes to the calls it made before.
 */
public record Analysis(
        Scenario scenario, Alert alert, Finding finding, Impact impact, Traits traits) {
    public DependencyGraph graph() {
        return finding.graph();
    }
}
