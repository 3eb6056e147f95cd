package dev.nocturne.sources.pack.telemetry;

import dev.nocturne.environment.Window;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The telemetry tables of a pack, by name, in the order of its manifest. */
public final class Telemetry {

    private final Map<String, TelemetryTable> tables;

    public Telemetry(List<TelemetryTable> tables) {
        Map<String, TelemetryTable> byName = new LinkedHashMap<>();
        for (TelemetryTable table : tables) {
            if (byName.put(table.name(), table) != null) {
                throw new IllegalStateException("telemetry table twice: " + table.name());
            }
        }
        this.tables = Collections.unmodifiableMap(byName);
    }

    public Optional<TelemetryTable> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    public Collection<TelemetryTable> tables() {
        return tables.values();
    }

    /**
     * From the oldest to the newest row of all tables; absent when no table has both rows and
     * times.
     */
    public Optional<Window> span() {
        return tables.values().stream()
                .flatMap(table -> table.span().stream())
                .reduce((a, b) ->
                        new Window(Math.min(a.from(), b.from()), Math.max(a.until(), b.until())));
    }
}
