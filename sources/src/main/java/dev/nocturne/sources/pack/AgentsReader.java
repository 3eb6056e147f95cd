package dev.nocturne.sources.pack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code agents[]} of the manifest and the instructions they name. */
final class AgentsReader {

    private final YamlMap yaml;
    private final PackFiles files;
    private final Problems problems;
    private final Set<String> indexKeys;

    AgentsReader(YamlMap yaml, PackFiles files, Problems problems) {
        this.yaml = yaml;
        this.files = files;
        this.problems = problems;
        this.indexKeys = new LinkedHashSet<>(List.of("runbooks", "tickets"));
        indexKeys.addAll(yaml.map("data_sources").map("search_indexes").keys());
    }

    List<Agent> read() {
        List<YamlMap> entries = yaml.maps("agents");
        Set<String> names = new LinkedHashSet<>();
        List<Agent> agents = new ArrayList<>();
        for (YamlMap entry : entries) {
            Agent agent = agent(entry);
            if (!agent.name().isEmpty() && !names.add(agent.name())) {
                problems.add(
                        entry.place("name"),
                        Problems.quote(agent.name()) + " a second time",
                        "each agent once");
            }
            agents.add(agent);
        }
        List<Agent> complete = StandardAgents.complete(agents);
        complete.forEach(agent -> names.add(agent.name()));
        entries.forEach(entry -> checkConnected(entry, names));
        return complete;
    }

    private Agent agent(YamlMap entry) {
        return new Agent(
                entry.required("name"),
                entry.text("role", ""),
                entry.text("model", ""),
                instructions(entry),
                entry.flag("is_orchestrator"),
                entry.maps("tools").stream().map(this::tool).toList(),
                entry.texts("connected_agents"));
    }

    private void checkConnected(YamlMap entry, Set<String> names) {
        for (String connected : entry.texts("connected_agents")) {
            if (!names.contains(connected)) {
                problems.add(
                        entry.place("connected_agents"),
                        "agent " + Problems.quote(connected),
                        "one of the agents " + String.join(", ", names));
            }
        }
    }

    private AgentTool tool(YamlMap entry) {
        String type = entry.required("type");
        if (type.equals(AgentTool.SEARCH)) {
            String key = entry.required("index_key");
            if (!key.isEmpty() && !indexKeys.contains(key)) {
                problems.add(
                        entry.place("index_key"),
                        Problems.quote(key),
                        "one of the search indexes " + String.join(", ", indexKeys));
            }
            return new AgentTool(type, key);
        }
        return new AgentTool(type, entry.text("spec_template", entry.text("name", "")));
    }

    /**
     * The path is relative to the pack's data folder; one relative to the pack itself is understood
     * too.
     */
    private String instructions(YamlMap entry) {
        Optional<String> named = entry.text("instructions_file");
        if (named.isEmpty()) {
            return "";
        }
        Place place = entry.place("instructions_file");
        Optional<Path> inData = files.inside("data/" + named.get(), place);
        Optional<Path> path =
                inData.isPresent() && !Files.exists(inData.get())
                        ? files.inside(named.get(), place).filter(Files::exists)
                        : inData;
        if (path.isEmpty()) {
            if (inData.isPresent()) {
                problems.add(
                        place,
                        Problems.quote(named.get()),
                        "an existing file or folder under data/");
            }
            return "";
        }
        return text(path.get(), place);
    }

    private String text(Path path, Place place) {
        if (!Files.isDirectory(path)) {
            return files.text(path, PackFiles.TEXT_BYTES).orElse("").strip();
        }
        List<Path> parts = files.list(path, ".md", ".txt");
        if (parts.isEmpty()) {
            problems.add(
                    place, "a folder without instructions", "*.md files in " + files.name(path));
        }
        List<String> texts =
                parts.stream()
                        .map(part -> files.text(part, PackFiles.TEXT_BYTES).orElse("").strip())
                        .toList();
        return String.join("\n\n", texts);
    }
}
