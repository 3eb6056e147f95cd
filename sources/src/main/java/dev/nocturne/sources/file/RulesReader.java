package dev.nocturne.sources.file;

import dev.nocturne.sources.prometheus.EntityRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code entities}: what an operator says where labels do not show enough. */
final class RulesReader {
    /** Labels that name entities; systems have one or two. */
    private static final int MOST_LABELS = 32;

    /** A file that people write by hand is shorter; above it, relations belong into metrics. */
    private static final int MOST_RULES = 5_000;

    private static final int MOST_OTHER_NAMES = 100;

    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Pattern NEEDS = Pattern.compile("(\\S.*?)\\s+needs\\s+(\\S.*)");

    private RulesReader() {}

    static EntityRules read(Keys entities, Mistakes mistakes) {
        entities.allow(List.of("labels", "same", "relations"));
        List<String> labels = entities.texts("labels", MOST_LABELS);
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                entities.addMistake("labels", Mistakes.quote(label) + " is no name of a label");
            }
        }
        return new EntityRules(labels, same(entities), relations(entities, mistakes));
    }

    private static Map<String, List<String>> same(Keys entities) {
        Map<String, List<String>> same = new LinkedHashMap<>();
        Keys written = entities.map("same");
        if (written.names().size() > MOST_RULES) {
            entities.addMistake("same", "at most " + MOST_RULES + " entities can have names here");
        }
        for (String id : written.names()) {
            if (same.size() < MOST_RULES) {
                same.put(id, written.texts(id, MOST_OTHER_NAMES));
            }
        }
        return same;
    }

    private static List<EntityRules.Needs> relations(Keys entities, Mistakes mistakes) {
        List<EntityRules.Needs> relations = new ArrayList<>();
        for (Keys.Item item : entities.items("relations", MOST_RULES)) {
            switch (item) {
                case Keys.Item.Text text -> {
                    Matcher parts = NEEDS.matcher(text.value());
                    if (parts.matches()) {
                        relations.add(new EntityRules.Needs(parts.group(1), parts.group(2)));
                    } else {
                        mistakes.add(
                                text.line(),
                                text.path(),
                                "this is no relation such as \"storefront needs catalog\"");
                    }
                }
                case Keys.Item.Map map -> {
                    Keys keys = map.keys();
                    keys.allow(List.of("who", "needs"));
                    var who = keys.required("who", "the entity that needs another");
                    var needs = keys.required("needs", "the entity that is needed");
                    if (who.isPresent() && needs.isPresent()) {
                        relations.add(new EntityRules.Needs(who.get(), needs.get()));
                    }
                }
            }
        }
        return relations;
    }
}
