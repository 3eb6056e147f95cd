package dev.nocturne.sources.pack;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How to draw entities, by label. A label missing from a map has no style of that kind. */
public record GraphStyles(
        Map<String, String> nodeColors,
        Map<String, Double> nodeSizes,
        Map<String, String> nodeIcons) {

    public GraphStyles {
        nodeColors = Collections.unmodifiableMap(new LinkedHashMap<>(nodeColors));
        nodeSizes = Collections.unmodifiableMap(new LinkedHashMap<>(nodeSizes));
        nodeIcons = Collections.unmodifiableMap(new LinkedHashMap<>(nodeIcons));
    }
}
