package dev.nocturne.investigator;

import dev.nocturne.scenario.Scenario;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One analyst for a pack; a pack that was loaded anew gets a new one. Safe for any threads. */
public final class Analysts {
    private final Map<String, Analyst> known = new ConcurrentHashMap<>();

    public Analyst of(Scenario scenario) {
        return known.compute(
                scenario.name(),
                (name, analyst) ->
                        analyst != null && analyst.scenario() == scenario
                                ? analyst
                                : new Analyst(scenario));
    }
}
