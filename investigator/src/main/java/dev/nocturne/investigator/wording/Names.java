package dev.nocturne.investigator.wording;

import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.words.Words;
import dev.nocturne.investigator.dependency.DependencyGraph;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people call an entity: its name, or what it is and for which customer, before its id. Which
 * properties say so is in the resource {@code name-words.txt}.
 */
public final class Names {
    private static final int MAX_LENGTH = 80;
    private static final Map<String, Set<String>> WORDS = read();

    private final DependencyGraph graph;

    public Names(DependencyGraph graph) {
        this.graph = graph;
    }

    private static Map<String, Set<String>> read() {
        try (InputStream in = Names.class.getResourceAsStream("name-words.txt")) {
            if (in == null) {
                throw new IllegalStateException("the resource name-words.txt is missing");
            }
            Map<String, Set<String>> words = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(":", 2))
                    .forEach(line ->
                            words.put(
                                    line[0].strip(),
                                    new HashSet<>(Arrays.asList(line[1].strip().split(" ")))));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@code Coast road duct (CON-COAST)}, {@code EMERGENCY-TRUNK for Norrmark Emergency Control
     * (SVC-01)}, or the id alone where the data know no other name.
     */
    public String of(int number) {
        String id = graph.id(number);
        Entity entity = graph.entity(number);
        String name = name(entity);
        String customer = customer(entity);
        if (customer != null) {
            String what = name != null ? name : property(entity, "type", "type");
            return (what == null ? customer : what + " for " + customer) + " (" + id + ")";
        }
        return name == null ? id : name + " (" + id + ")";
    }

    /** The same by id; the id itself for what the graph does not know. */
    public String of(String id) {
        return graph.number(id).isPresent() ? of(graph.number(id).getAsInt()) : id;
    }

    /** Names of many. */
    public List<String> of(List<String> ids) {
        return ids.stream().map(this::of).toList();
    }

    /** The entity's own name; null where the data have none but the id. */
    public static @Nullable String name(Entity entity) {
        return property(entity, "name", "adjective");
    }

    /** The customer whom the entity serves; null where its properties name none. */
    public static @Nullable String customer(Entity entity) {
        return property(entity, "customer", "name");
    }

    /** A text whose property is named by {@code meaning}, with words of {@code beside} at most. */
    private static @Nullable String property(Entity entity, String meaning, String beside) {
        Set<String> needed = WORDS.getOrDefault(meaning, Set.of());
        Set<String> allowed = new HashSet<>(needed);
        allowed.addAll(WORDS.getOrDefault(beside, Set.of()));
        allowed.addAll(Words.of(entity.label()));
        for (Map.Entry<String, Object> property : entity.properties().entrySet()) {
            List<String> words = Words.of(property.getKey());
            if (property.getValue() instanceof String text
                    && !text.isBlank()
                    && text.length() <= MAX_LENGTH
                    && !text.equals(entity.id())
                    && words.stream().anyMatch(needed::contains)
                    && allowed.containsAll(words)) {
                return text.strip();
            }
        }
        return null;
    }
}
