package dev.nocturne.scenarios.telecom;

import dev.nocturne.scenarios.TextTable;
import java.util.List;

/** An optical amplifier. */
record Amplifier(String id, double pumpCurrentMa) {
    static List<Amplifier> all() {
        return TextTable.rows(6, NetworkText.AMPLIFIERS).stream()
                .map(row -> new Amplifier(row.get(0), Double.parseDouble(row.get(5))))
                .toList();
    }
}
