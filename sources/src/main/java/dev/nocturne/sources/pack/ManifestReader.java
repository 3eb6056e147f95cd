package dev.nocturne.sources.pack;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads scenario.yaml: identity, looks, alerts and agents. The data it points at is read by the
 * other readers.
 */
final class ManifestReader {

    static final String FILE = "scenario.yaml";

    /** Shown in lists and used in URLs; long enough for any name a person gives. */
    private static final int NAME_CHARS = 100;

    private static final Pattern REGION = Pattern.compile("\\b\\p{Lu}\\p{Alpha}+(?:/[\\w+-]+)+");

    private static final String ALERT_ENDING = "_alert";

    private final YamlMap yaml;
    private final PackFiles files;
    private final Problems problems;

    ManifestReader(YamlMap yaml, PackFiles files, Problems problems) {
        this.yaml = yaml;
        this.files = files;
        this.problems = problems;
    }

    Manifest read() {
        String name = name();
        return new Manifest(
                name,
                yaml.text("display_name", name),
                yaml.text("description", ""),
                yaml.text("version", ""),
                yaml.text("domain", ""),
                yaml.texts("use_cases"),
                yaml.texts("example_questions"),
                demoFlows(),
                graphStyles(),
                baselines(),
                dataNames(name),
                timeZone(),
                new AgentsReader(yaml, files, problems).read(),
                alerts(),
                dispatch());
    }

    private String name() {
        String name = yaml.required("name");
        if (name.length() > NAME_CHARS || name.chars().anyMatch(Character::isISOControl)) {
            problems.add(
                    yaml.place("name"),
                    Problems.quote(name),
                    "at most " + NAME_CHARS + " characters, none a control character");
        }
        return name;
    }

    private List<DemoFlow> demoFlows() {
        List<DemoFlow> flows = new ArrayList<>();
        for (YamlMap flow : yaml.maps("demo_flows")) {
            List<DemoFlow.Step> steps =
                    flow.maps("steps").stream()
                            .map(step ->
                                    new DemoFlow.Step(
                                            step.text("prompt", ""), step.text("expect", "")))
                            .toList();
            flows.add(new DemoFlow(flow.text("title", ""), flow.text("description", ""), steps));
        }
        return flows;
    }

    private GraphStyles graphStyles() {
        Map<String, String> colors = new LinkedHashMap<>();
        Map<String, Double> sizes = new LinkedHashMap<>();
        Map<String, String> icons = new LinkedHashMap<>();
        YamlMap types = yaml.map("graph_styles").map("node_types");
        for (String label : types.keys()) {
            YamlMap style = types.map(label);
            style.text("color").ifPresent(color -> colors.put(label, color));
            style.text("icon").ifPresent(icon -> icons.put(label, icon));
            double size = style.number("size", Double.NaN);
            if (!Double.isNaN(size)) {
                sizes.put(label, size);
            }
        }
        return new GraphStyles(colors, sizes, icons);
    }

    private List<Baseline> baselines() {
        List<Baseline> baselines = new ArrayList<>();
        YamlMap tables = yaml.map("telemetry_baselines");
        for (String table : tables.keys()) {
            for (YamlMap entry : tables.maps(table)) {
                Map<String, String> levels = new LinkedHashMap<>();
                for (String key : entry.keys()) {
                    if (!key.equals("metric")) {
                        entry.text(key).ifPresent(text -> levels.put(key, text));
                    }
                }
                baselines.add(new Baseline(table, entry.required("metric"), levels));
            }
        }
        return baselines;
    }

    private DataNames dataNames(String name) {
        YamlMap sources = yaml.map("data_sources");
        YamlMap graph = sources.map("graph").map("config");
        YamlMap telemetry = sources.map("telemetry").map("config");
        YamlMap indexes = sources.map("search_indexes");
        return new DataNames(
                graph.text("database", ""),
                graph.text("graph", name + "-topology"),
                telemetry.text("database", ""),
                telemetry.text("container_prefix", ""),
                indexes.map("runbooks").text("index_name", name + "-runbooks-index"),
                indexes.map("tickets").text("index_name", name + "-tickets-index"));
    }

    private Optional<ZoneId> timeZone() {
        Optional<String> zone = yaml.text("time_zone");
        try {
            return zone.map(ZoneId::of).or(this::describedZone);
        } catch (DateTimeException e) {
            problems.add(
                    yaml.place("time_zone"),
                    Problems.quote(zone.orElse("")),
                    "a zone such as Europe/Berlin, UTC or +02:00");
            return Optional.empty();
        }
    }

    /** The one region of the tz database that the description names: "we live in Europe/Berlin". */
    private Optional<ZoneId> describedZone() {
        List<String> regions =
                REGION.matcher(yaml.text("description", ""))
                        .results()
                        .map(MatchResult::group)
                        .filter(ZoneId.getAvailableZoneIds()::contains)
                        .distinct()
                        .toList();
        return regions.size() == 1 ? Optional.of(ZoneId.of(regions.getFirst())) : Optional.empty();
    }

    private Map<String, String> alerts() {
        Map<String, String> alerts = new LinkedHashMap<>();
        YamlMap paths = yaml.map("paths");
        alert(paths, Manifest.DEFAULT_ALERT + ALERT_ENDING, alerts);
        for (String key : paths.keys()) {
            if (key.endsWith(ALERT_ENDING)) {
                alert(paths, key, alerts);
            }
        }
        return alerts;
    }

    private void alert(YamlMap paths, String key, Map<String, String> alerts) {
        String name = key.substring(0, key.length() - ALERT_ENDING.length());
        if (alerts.containsKey(name)) {
            return;
        }
        Optional<Path> file = paths.text(key).flatMap(path -> files.file(path, paths.place(key)));
        Optional<String> text = file.flatMap(path -> files.text(path, PackFiles.TEXT_BYTES));
        text.ifPresent(alert -> alerts.put(name, alert.strip()));
        if (text.isPresent() && text.get().isBlank()) {
            problems.add(paths.place(key), "an empty alert file", "the text of an alert");
        }
    }

    private Dispatch dispatch() {
        YamlMap dispatch = yaml.map("dispatch");
        return new Dispatch(
                dispatch.text("roster").orElse(null), dispatch.text("depots").orElse(null));
    }
}
