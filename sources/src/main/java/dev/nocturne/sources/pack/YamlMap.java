package dev.nocturne.sources.pack;

import dev.nocturne.sources.yaml.ShallowParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of a YAML file that knows its lines. Asking for a key with the wrong kind of value
 * records a problem and answers as if the key were absent; keys nobody asks for are ignored, so
 * foreign packs load.
 */
final class YamlMap {

    /** Nesting of the pack format is below 10; deeper is an attack on the composer's recursion. */
    private static final int MAX_DEPTH = 64;

    private final String file;
    private final int line;
    private final String path;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Problems problems;

    private YamlMap(String file, int line, String path, Problems problems) {
        this.file = file;
        this.line = line;
        this.path = path;
        this.problems = problems;
    }

    static Optional<YamlMap> parse(String file, String text, Problems problems) {
        LoadSettings settings = LoadSettings.builder().setLabel(file).setUseMarks(true).build();
        Place top = new Place(file, 0, "");
        try {
            Optional<Node> node =
                    new Composer(settings, new ShallowParser(settings, text, MAX_DEPTH))
                            .getSingleNode();
            if (node.isPresent() && node.get() instanceof MappingNode mapping) {
                return Optional.of(of(file, "", mapping, problems));
            }
            problems.add(
                    top,
                    node.isPresent() ? kind(node.get()) : "an empty file",
                    "a mapping of keys");
        } catch (ShallowParser.TooDeep e) {
            problems.add(top, "more than " + MAX_DEPTH + " nested levels", "at most " + MAX_DEPTH);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(YamlMap::line).orElse(0);
            problems.add(top.at(line, ""), "wrong YAML (" + e.getProblem() + ")", "valid YAML");
        } catch (YamlEngineException e) {
            problems.add(top, "wrong YAML (" + e.getMessage() + ")", "valid YAML");
        }
        return Optional.empty();
    }

    private static YamlMap of(String file, String path, MappingNode mapping, Problems problems) {
        YamlMap map = new YamlMap(file, line(mapping), path, problems);
        for (NodeTuple tuple : mapping.getValue()) {
            int line = line(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                problems.add(
                        new Place(file, line, path), kind(tuple.getKeyNode()), "a text as key");
                continue;
            }
            String key = scalar.getValue();
            if (map.nodes.putIfAbsent(key, tuple.getValueNode()) != null) {
                problems.add(
                        new Place(file, line, map.pathOf(key)),
                        "the key a second time",
                        "each key once");
            }
            map.lines.putIfAbsent(key, line);
        }
        return map;
    }

    /** An empty mapping standing for one that is absent. */
    private YamlMap empty(String key) {
        return new YamlMap(file, lines.getOrDefault(key, line), pathOf(key), problems);
    }

    Set<String> keys() {
        return nodes.keySet();
    }

    boolean has(String key) {
        Node node = nodes.get(key);
        return node != null && !Tag.NULL.equals(node.getTag());
    }

    /** Where the key is, or where it is missing from. */
    Place place(String key) {
        return new Place(file, lines.getOrDefault(key, line), pathOf(key));
    }

    /** The scalar as it is written: {@code version: 1.0} is the text "1.0". */
    Optional<String> text(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        Node node = node(key);
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        problems.add(place(key), kind(node), "a text");
        return Optional.empty();
    }

    String text(String key, String otherwise) {
        return text(key).orElse(otherwise);
    }

    /** A text that must be there and not blank; when it is not, a problem and an empty text. */
    String required(String key) {
        if (!has(key)) {
            problems.add(place(key), "nothing", "a text");
            return "";
        }
        Optional<String> text = text(key);
        if (text.isPresent() && text.get().isBlank()) {
            problems.add(place(key), "a blank text", "a text");
        }
        return text.orElse("").strip();
    }

    boolean flag(String key) {
        Optional<String> text = text(key);
        if (text.isPresent() && !Tag.BOOL.equals(node(key).getTag())) {
            problems.add(place(key), Problems.quote(text.get()), "true or false");
        }
        return text.isPresent() && text.get().equalsIgnoreCase("true");
    }

    double number(String key, double otherwise) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        double value = Numbers.parse(text.get());
        if (Double.isNaN(value)) {
            problems.add(place(key), Problems.quote(text.get()), "a number");
            return otherwise;
        }
        return value;
    }

    YamlMap map(String key) {
        if (!has(key)) {
            return empty(key);
        }
        if (node(key) instanceof MappingNode mapping) {
            return of(file, pathOf(key), mapping, problems);
        }
        problems.add(place(key), kind(node(key)), "a mapping of keys");
        return empty(key);
    }

    List<YamlMap> maps(String key) {
        List<YamlMap> maps = new ArrayList<>();
        int index = 0;
        for (Node item : items(key)) {
            String itemPath = pathOf(key) + "[" + index++ + "]";
            if (item instanceof MappingNode mapping) {
                maps.add(of(file, itemPath, mapping, problems));
            } else {
                problems.add(
                        new Place(file, line(item), itemPath), kind(item), "a mapping of keys");
            }
        }
        return maps;
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        int index = 0;
        for (Node item : items(key)) {
            String itemPath = pathOf(key) + "[" + index++ + "]";
            if (item instanceof ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                problems.add(new Place(file, line(item), itemPath), kind(item), "a text");
            }
        }
        return texts;
    }

    private List<Node> items(String key) {
        if (!has(key)) {
            return List.of();
        }
        if (node(key) instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problems.add(place(key), kind(node(key)), "a list");
        return List.of();
    }

    private Node node(String key) {
        Node node = nodes.get(key);
        if (node == null) {
            throw new IllegalStateException("no key " + key + " in " + file + " " + path);
        }
        return node;
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static int line(Node node) {
        return node.getStartMark().map(YamlMap::line).orElse(0);
    }

    private static int line(Mark mark) {
        return mark.getLine() + 1;
    }

    private static String kind(Node node) {
        return switch (node.getNodeType()) {
            case MAPPING -> "a mapping";
            case SEQUENCE -> "a list";
            case SCALAR ->
                    node instanceof ScalarNode scalar
                            ? Problems.quote(scalar.getValue())
                            : "a text";
            case ANCHOR -> "an alias";
        };
    }
}
