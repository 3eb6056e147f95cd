package dev.nocturne.sources.prometheus;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A metric as it is exported, with its parts.
 *
 * @param name without the endings of the parts of a histogram
 * @param kind how its values are to be read
 * @param labels its labels to some of the values that they have; not the bounds of buckets
 */
record Family(String name, Kind kind, SortedMap<String, Set<String>> labels) {
    /** How values are to be read. */
    enum Kind {
        HISTOGRAM,
        /** Sums and counts, with quantiles that cannot be added up. */
        SUMMARY,
        COUNTER,
        GAUGE,
        /** Constant 1; the labels say something. */
        INFO,
        /** The time at which something began. */
        BEGINNING
    }

    Family {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** Whether it has the label. */
    boolean has(String label) {
        return labels.containsKey(label);
    }

    /** The values seen of a label. */
    Set<String> values(String label) {
        return labels.getOrDefault(label, Set.of());
    }

    static Family of(String name, Kind kind, Map<String, Set<String>> labels) {
        return new Family(name, kind, new TreeMap<>(labels));
    }
}
