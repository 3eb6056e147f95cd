package dev.nocturne.sources.pack;

import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Topology;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what right diagnoses of a pack's alerts say (format: docs/packs.md). The loader leaves the
 * file alone, so that no investigator comes by it: nothing of it is in a {@link Pack}.
 */
public final class ExpectedReader {

    public static final String FILE = "expected.yaml";

    private static final String ALERTS = "alerts";

    private static final String AFFECTED = "affected";

    /** Some of these are for people and for tests of the data; a key besides them is a slip. */
    private static final Set<String> KEYS =
            Set.of(
                    "file",
                    "time",
                    "verdict",
                    "root_causes",
                    "since",
                    "must_name",
                    "must_not_name",
                    AFFECTED,
                    "impact",
                    "shared_risks",
                    "contradictions");

    private static final Set<String> KEYS_OF_AFFECTED = Set.of("entity", "label", "impact");

    private final PackFiles files;
    private final Topology topology;
    private final Problems problems;

    private ExpectedReader(PackFiles files, Topology topology, Problems problems) {
        this.files = files;
        this.topology = topology;
        this.problems = problems;
    }

    /**
     * The expectations of the pack, or every mistake in them. Never throws for what a file says.
     */
    public static ExpectedResult read(Pack pack) {
        if (!Files.exists(pack.dir().resolve(FILE))) {
            return new ExpectedResult.Absent();
        }
        Problems problems = new Problems();
        List<ExpectedFinding> findings =
                PackFiles.open(pack.dir(), problems)
                        .map(files -> new ExpectedReader(files, pack.topology(), problems).read())
                        .orElse(List.of());
        return problems.none()
                ? new ExpectedResult.Found(findings)
                : new ExpectedResult.Refused(problems.list());
    }

    private List<ExpectedFinding> read() {
        return files.file(FILE, new Place(FILE, 0, ""))
                .flatMap(path -> files.text(path, PackFiles.TEXT_BYTES))
                .flatMap(text -> YamlMap.parse(FILE, text, problems))
                .map(this::findings)
                .orElse(List.of());
    }

    private List<ExpectedFinding> findings(YamlMap yaml) {
        onlyKnown(yaml, Set.of(ALERTS));
        YamlMap alerts = yaml.map(ALERTS);
        if (alerts.keys().isEmpty() && problems.none()) {
            problems.add(yaml.place(ALERTS), "nothing", "at least one alert");
        }
        List<ExpectedFinding> findings = new ArrayList<>();
        for (String alert : alerts.keys()) {
            findings.add(finding(alert, alerts.map(alert)));
        }
        return findings;
    }

    private ExpectedFinding finding(String alert, YamlMap yaml) {
        onlyKnown(yaml, KEYS);
        String text = alertText(yaml);
        String verdict = verdict(yaml);
        List<String> causes = entities(yaml, "root_causes");
        List<String> mustNotName = entities(yaml, "must_not_name");
        List<String> mustName = mustName(yaml);
        Set<String> affected = affected(yaml);
        agree(yaml, verdict, causes, affected, mustNotName);
        boolean fault = verdict.equals("fault");
        Set<String> judged = ofTheSameKinds(affected);
        return new ExpectedFinding(
                alert, text, fault, causes, mustName, mustNotName, affected, judged);
    }

    private void onlyKnown(YamlMap yaml, Set<String> known) {
        for (String key : yaml.keys()) {
            if (!known.contains(key)) {
                String names = String.join(", ", known.stream().sorted().toList());
                problems.add(yaml.place(key), "an unknown key", "one of: " + names);
            }
        }
    }

    private String alertText(YamlMap yaml) {
        String file = yaml.required("file");
        if (file.isEmpty()) {
            return "";
        }
        Optional<String> text =
                files.file(file, yaml.place("file"))
                        .flatMap(path -> files.text(path, PackFiles.TEXT_BYTES));
        if (text.isPresent() && text.get().isBlank()) {
            problems.add(yaml.place("file"), "a blank file", "a file with the alert's text");
        }
        return text.orElse("");
    }

    /** Empty when it is neither of the two. */
    private String verdict(YamlMap yaml) {
        String verdict = yaml.required("verdict");
        if (verdict.equals("fault") || verdict.equals("no_fault")) {
            return verdict;
        }
        if (!verdict.isEmpty()) {
            problems.add(yaml.place("verdict"), Problems.quote(verdict), "fault or no_fault");
        }
        return "";
    }

    private List<String> mustName(YamlMap yaml) {
        List<String> names = yaml.texts("must_name");
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isBlank()) {
                problems.add(item(yaml, "must_name", i), "a blank text", "a text");
            }
        }
        return names;
    }

    private List<String> entities(YamlMap yaml, String key) {
        List<String> ids = yaml.texts(key);
        for (int i = 0; i < ids.size(); i++) {
            entity(ids.get(i), item(yaml, key, i));
        }
        return ids;
    }

    private Optional<Entity> entity(String id, Place place) {
        Optional<Entity> entity = topology.entity(id);
        if (entity.isEmpty()) {
            problems.add(place, Problems.quote(id), "the id of an entity of the pack");
        }
        return entity;
    }

    private Set<String> affected(YamlMap yaml) {
        Set<String> ids = new LinkedHashSet<>();
        for (YamlMap one : yaml.maps(AFFECTED)) {
            onlyKnown(one, KEYS_OF_AFFECTED);
            String id = one.required("entity");
            String label = one.text("label", "");
            if (id.isEmpty()) {
                continue;
            }
            ids.add(id);
            Optional<Entity> entity = entity(id, one.place("entity"));
            if (entity.isPresent() && !label.isEmpty() && !label.equals(entity.get().label())) {
                problems.add(
                        one.place("label"),
                        Problems.quote(label),
                        entity.get().label() + ", which is the label of " + id);
            }
        }
        return ids;
    }

    private void agree(
            YamlMap yaml,
            String verdict,
            List<String> causes,
            Set<String> affected,
            List<String> mustNotName) {
        if (verdict.equals("fault") && causes.isEmpty()) {
            problems.add(yaml.place("root_causes"), "nothing", "the cause of the fault");
        }
        if (verdict.equals("no_fault") && !causes.isEmpty()) {
            problems.add(yaml.place("root_causes"), "a cause", "none, as there is no fault");
        }
        if (verdict.equals("no_fault") && !affected.isEmpty()) {
            problems.add(yaml.place(AFFECTED), "an entity", "none, as there is no fault");
        }
        for (int i = 0; i < mustNotName.size(); i++) {
            if (causes.contains(mustNotName.get(i))) {
                problems.add(item(yaml, "must_not_name", i), "a root cause", "what is none");
            }
        }
    }

    private Set<String> ofTheSameKinds(Set<String> ids) {
        Set<String> all = new LinkedHashSet<>();
        for (String id : ids) {
            topology.entity(id)
                    .map(Entity::label)
                    .map(topology::entities)
                    .ifPresent(same -> same.forEach(entity -> all.add(entity.id())));
        }
        return all;
    }

    private static Place item(YamlMap yaml, String key, int index) {
        Place place = yaml.place(key);
        return new Place(place.file(), place.line(), place.key() + "[" + index + "]");
    }
}
