package dev.nocturne.sources.pack.telemetry;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts of a column, each different one kept once: ids and severities repeat in nearly every row.
 */
final class TextColumn {

    private final int[] codes;
    private final List<String> dictionary;

    TextColumn(int[] codes, List<String> dictionary) {
        this.codes = codes;
        this.dictionary = List.copyOf(dictionary);
    }

    String get(int row) {
        return dictionary.get(codes[row]);
    }

    List<String> distinct() {
        return dictionary.stream().filter(text -> !text.isEmpty()).toList();
    }

    /** The rows of each text that is not empty, ascending. */
    Map<String, int[]> rowsByValue() {
        int[] counts = new int[dictionary.size()];
        for (int code : codes) {
            counts[code]++;
        }
        int[][] rows = new int[counts.length][];
        Arrays.setAll(rows, code -> new int[counts[code]]);
        int[] filled = new int[counts.length];
        for (int row = 0; row < codes.length; row++) {
            int code = codes[row];
            rows[code][filled[code]++] = row;
        }
        Map<String, int[]> byValue = LinkedHashMap.newLinkedHashMap(rows.length);
        for (int code = 0; code < rows.length; code++) {
            if (!dictionary.get(code).isEmpty()) {
                byValue.put(dictionary.get(code), rows[code]);
            }
        }
        return byValue;
    }
}
