package dev.nocturne.sources.prometheus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds what kinds of metrics there are, from what the server knows of them and their names. */
final class FamilyReader {
    private static final String COUNT = "_count";
    private static final String SUM = "_sum";
    private static final String BUCKET = "_bucket";

    /** Values of one label that are remembered; enough to see what they are. */
    static final int MAX_VALUES = 60;

    private final Map<String, ApiMetadata> metadata;

    FamilyReader(Map<String, ApiMetadata> metadata) {
        this.metadata = metadata;
    }

    /** The families of these series, by name; each series as its labels with {@code __name__}. */
    List<Family> read(Collection<Map<String, String>> series) {
        Map<String, Map<String, Set<String>>> labels = new TreeMap<>();
        for (Map<String, String> one : series) {
            String name = one.getOrDefault("__name__", "");
            Map<String, Set<String>> known = labels.computeIfAbsent(name, n -> new TreeMap<>());
            one.forEach((label, value) -> {
                Set<String> values = known.computeIfAbsent(label, l -> new TreeSet<>());
                if (!label.equals("__name__") && values.size() < MAX_VALUES) {
                    values.add(value);
                }
            });
            known.remove("__name__");
        }
        List<Family> families = new ArrayList<>();
        Set<String> parts = new HashSet<>();
        for (String name : labels.keySet()) {
            if (name.endsWith(COUNT)) {
                String base = name.substring(0, name.length() - COUNT.length());
                if (labels.containsKey(base + SUM)) {
                    boolean summary = labels.containsKey(base);
                    families.add(
                            Family.of(
                                    base,
                                    summary ? Family.Kind.SUMMARY : Family.Kind.HISTOGRAM,
                                    labels.getOrDefault(name, Map.of())));
                    parts.addAll(List.of(name, base + SUM, base + BUCKET, base));
                }
            }
        }
        labels.forEach((name, known) -> {
            if (!parts.contains(name)) {
                families.add(Family.of(name, kind(name), known));
            }
        });
        return families;
    }

    private Family.Kind kind(String name) {
        if (LabelWords.isBeginning(name)) {
            return Family.Kind.BEGINNING;
        }
        if (name.endsWith("_info")) {
            return Family.Kind.INFO;
        }
        ApiMetadata known = metadata.get(name);
        String type = known == null ? "" : known.type().toLowerCase(Locale.ROOT);
        return type.equals("counter") || name.endsWith("_total")
                ? Family.Kind.COUNTER
                : Family.Kind.GAUGE;
    }
}
