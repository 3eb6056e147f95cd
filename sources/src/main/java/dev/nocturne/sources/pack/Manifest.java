package dev.nocturne.sources.pack;

import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pack says about itself. Texts that the pack leaves out are empty, lists are too.
 *
 * @param name identifies the pack among those loaded
 * @param displayName defaults to the name
 * @param timeZone of the times that people write without a zone, where the pack says it
 * @param agents never empty: the pack's own, completed by the standard ones where it has no
 *     orchestrator or no specialist
 * @param alerts name to text: {@code default} first, then every further {@code *_alert} of the
 *     manifest without that ending; empty when the pack has none
 */
public record Manifest(
        String name,
        String displayName,
        String description,
        String version,
        String domain,
        List<String> useCases,
        List<String> exampleQuestions,
        List<DemoFlow> demoFlows,
        GraphStyles graphStyles,
        List<Baseline> baselines,
        DataNames dataNames,
        Optional<ZoneId> timeZone,
        List<Agent> agents,
        Map<String, String> alerts,
        Dispatch dispatch) {

    /** The alert that {@code paths.default_alert} names. */
    public static final String DEFAULT_ALERT = "default";

    public Manifest {
        useCases = List.copyOf(useCases);
        exampleQuestions = List.copyOf(exampleQuestions);
        demoFlows = List.copyOf(demoFlows);
        baselines = List.copyOf(baselines);
        agents = List.copyOf(agents);
        alerts = Collections.unmodifiableMap(new LinkedHashMap<>(alerts));
    }

    public Optional<String> defaultAlert() {
        return Optional.ofNullable(alerts.get(DEFAULT_ALERT));
    }

    public Optional<Agent> agent(String agentName) {
        return agents.stream().filter(agent -> agent.name().equals(agentName)).findFirst();
    }
}
