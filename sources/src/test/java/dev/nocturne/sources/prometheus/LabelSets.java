package dev.nocturne.sources.prometheus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Series of tests as the API lists them. */
final class LabelSets {
    private LabelSets() {}

    /** A series a line: the name of its metric, then {@code label=value}s without blanks. */
    static List<Map<String, String>> of(String text) {
        List<Map<String, String>> series = new ArrayList<>();
        for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
            Map<String, String> labels = new LinkedHashMap<>();
            for (String part : line.strip().split(" +", -1)) {
                int equals = part.indexOf('=');
                labels.put(
                        equals < 0 ? "__name__" : part.substring(0, equals),
                        part.substring(equals + 1));
            }
            series.add(labels);
        }
        return series;
    }
}
