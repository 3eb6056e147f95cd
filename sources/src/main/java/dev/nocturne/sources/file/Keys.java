package dev.nocturne.sources.file;

import dev.nocturne.sources.yaml.ShallowParser;
import java.util.ArrayList;
import java.util.Collection;
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
 * A mapping of the file that knows its lines. A value of the wrong kind is a mistake and reads as
 * if it were missing.
 */
final class Keys {
    /** The format has six levels; deeper is an attack on the composer, which is recursive. */
    private static final int MOST_LEVELS = 16;

    private final int line;
    private final String path;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Mistakes mistakes;

    private Keys(int line, String path, Mistakes mistakes) {
        this.line = line;
        this.path = path;
        this.mistakes = mistakes;
    }

    /** An item of a list, as it is written. */
    sealed interface Item {
        int line();

        String path();

        record Text(int line, String path, String value) implements Item {}

        record Map(int line, String path, Keys keys) implements Item {}
    }

    /** Empty if it is no mapping; the mistakes say why. */
    static Optional<Keys> parse(String text, Mistakes mistakes) {
        LoadSettings settings = LoadSettings.builder().setUseMarks(true).build();
        try {
            Optional<Node> node =
                    new Composer(settings, new ShallowParser(settings, text, MOST_LEVELS))
                            .getSingleNode();
            if (node.isPresent() && node.get() instanceof MappingNode mapping) {
                return Optional.of(of("", mapping, mistakes));
            }
            mistakes.add(
                    0,
                    "",
                    node.isPresent()
                            ? "this is no mapping of keys such as \"environment: shop\""
                            : "the file is empty");
        } catch (ShallowParser.TooDeep e) {
            mistakes.add(0, "", "more than " + MOST_LEVELS + " nested levels");
        } catch (MarkedYamlEngineException e) {
            mistakes.add(
                    e.getProblemMark().map(Keys::line).orElse(0),
                    "",
                    "this is not valid YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            mistakes.add(0, "", "this is not valid YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static Keys of(String path, MappingNode mapping, Mistakes mistakes) {
        Keys keys = new Keys(line(mapping), path, mistakes);
        for (NodeTuple tuple : mapping.getValue()) {
            int line = line(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                mistakes.add(line, path, "a key must be a text");
                continue;
            }
            String key = scalar.getValue();
            if (keys.nodes.putIfAbsent(key, tuple.getValueNode()) != null) {
                mistakes.add(line, keys.pathOf(key), "the key is there a second time");
            }
            keys.lines.putIfAbsent(key, line);
        }
        return keys;
    }

    /** Each other key is a mistake. */
    void allow(Collection<String> known) {
        for (String key : nodes.keySet()) {
            if (!known.contains(key)) {
                mistakes.add(
                        line(key),
                        pathOf(key),
                        "there is no such key"
                                + NearestWord.of(key, known)
                                        .map(word -> "; did you mean \"" + word + "\"?")
                                        .orElse("; there are: " + String.join(", ", known)));
            }
        }
    }

    Set<String> names() {
        return nodes.keySet();
    }

    boolean has(String key) {
        Node node = nodes.get(key);
        return node != null && !Tag.NULL.equals(node.getTag());
    }

    /** The line of the key, or of the mapping in which it is missing. */
    int line(String key) {
        return lines.getOrDefault(key, line);
    }

    String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Records a mistake of the key's value. */
    void addMistake(String key, String sentence) {
        mistakes.add(line(key), pathOf(key), sentence);
    }

    /** The text as it is written; empty when it is missing. */
    Optional<String> text(String key) {
        Node node = nodes.get(key);
        if (node == null || !has(key)) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue().strip());
        }
        addMistake(key, "this must be a text");
        return Optional.empty();
    }

    /** The text, with a mistake when it is missing or blank. */
    Optional<String> required(String key, String what) {
        Optional<String> text = text(key).filter(value -> !value.isEmpty());
        boolean otherKind = has(key) && !(nodes.get(key) instanceof ScalarNode);
        if (text.isEmpty() && !otherKind) {
            addMistake(key, what + " is missing");
        }
        return text;
    }

    /** Whether the value is a text, and not a mapping or a list. */
    boolean isText(String key) {
        return nodes.get(key) instanceof ScalarNode;
    }

    /** The mapping; one without keys when it is missing. */
    Keys map(String key) {
        if (nodes.get(key) instanceof MappingNode mapping) {
            return of(pathOf(key), mapping, mistakes);
        }
        if (has(key)) {
            addMistake(key, "this must be a mapping of keys");
        }
        return new Keys(line(key), pathOf(key), mistakes);
    }

    /** The items of a list; a single text is a list of one. At most so many are read. */
    List<Item> items(String key, int most) {
        Node node = nodes.get(key);
        if (node == null || !has(key)) {
            return List.of();
        }
        List<Node> found =
                node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
        if (found.size() > most) {
            addMistake(key, found.size() + " items, and at most " + most + " are read");
        }
        List<Item> items = new ArrayList<>();
        for (Node item : found.subList(0, Math.min(most, found.size()))) {
            String itemPath =
                    node instanceof SequenceNode
                            ? pathOf(key) + "[" + items.size() + "]"
                            : pathOf(key);
            switch (item) {
                case ScalarNode scalar ->
                        items.add(new Item.Text(line(item), itemPath, scalar.getValue().strip()));
                case MappingNode mapping ->
                        items.add(
                                new Item.Map(
                                        line(item), itemPath, of(itemPath, mapping, mistakes)));
                default -> mistakes.add(line(item), itemPath, "a list within a list");
            }
        }
        return items;
    }

    /** The texts of a list; anything else in it is a mistake. */
    List<String> texts(String key, int most) {
        List<String> texts = new ArrayList<>();
        for (Item item : items(key, most)) {
            switch (item) {
                case Item.Text text when !text.value().isEmpty() -> texts.add(text.value());
                case Item.Text text -> mistakes.add(text.line(), text.path(), "an empty text");
                case Item.Map map -> mistakes.add(map.line(), map.path(), "this must be a text");
            }
        }
        return texts;
    }

    private static int line(Node node) {
        return node.getStartMark().map(Keys::line).orElse(0);
    }

    private static int line(Mark mark) {
        return mark.getLine() + 1;
    }
}
