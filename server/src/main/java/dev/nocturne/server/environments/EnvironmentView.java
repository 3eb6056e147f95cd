package dev.nocturne.server.environments;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nocturne.environment.Environment;
import dev.nocturne.environment.Source;
import dev.nocturne.sources.pack.DemoFlow;
import dev.nocturne.sources.pack.GraphStyles;
import dev.nocturne.sources.pack.Manifest;
import dev.nocturne.sources.pack.Pack;
import java.util.List;
import java.util.Map;

/**
 * What clients show of an environment. Its keys are in camel case, and all of them are always
 * present.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record EnvironmentView(
        String name,
        @JsonProperty("displayName") String displayName,
        String description,
        String version,
        String domain,
        String graph,
        @JsonProperty("runbooksIndex") String runbooksIndex,
        @JsonProperty("ticketsIndex") String ticketsIndex,
        @JsonProperty("graphStyles") Styles graphStyles,
        @JsonProperty("exampleQuestions") List<String> exampleQuestions,
        @JsonProperty("useCases") List<String> useCases,
        @JsonProperty("demoFlows") List<DemoFlow> demoFlows,
        @JsonProperty("defaultAlert") String defaultAlert,
        Map<String, String> alerts,
        boolean live) {

    record Styles(
            @JsonProperty("nodeColors") Map<String, String> nodeColors,
            @JsonProperty("nodeSizes") Map<String, Double> nodeSizes,
            @JsonProperty("nodeIcons") Map<String, String> nodeIcons) {}

    static EnvironmentView of(Pack pack) {
        Manifest m = pack.manifest();
        GraphStyles styles = m.graphStyles();
        return new EnvironmentView(
                m.name(),
                m.displayName(),
                m.description(),
                m.version(),
                m.domain(),
                m.dataNames().graph(),
                m.dataNames().runbooksIndex(),
                m.dataNames().ticketsIndex(),
                new Styles(styles.nodeColors(), styles.nodeSizes(), styles.nodeIcons()),
                m.exampleQuestions(),
                m.useCases(),
                m.demoFlows(),
                m.defaultAlert().orElse(""),
                m.alerts(),
                false);
    }

    /** Of a live environment only its name and its sources are known without asking. */
    static EnvironmentView of(Environment live) {
        return new EnvironmentView(
                live.name(),
                live.name(),
                describe(live),
                "",
                "",
                "",
                "",
                "",
                new Styles(Map.of(), Map.of(), Map.of()),
                List.of(),
                List.of(),
                List.of(),
                "",
                Map.of(),
                true);
    }

    /** A sentence that names the sources. */
    static String describe(Environment live) {
        return "Live systems, asked through "
                + String.join(", ", live.sources().stream().map(Source::name).toList())
                + ".";
    }
}
