package dev.nocturne.sources.pack.answer;

import dev.nocturne.sources.pack.Pack;
import dev.nocturne.sources.pack.query.SqlTable;
import dev.nocturne.sources.pack.telemetry.TelemetryTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The telemetry tables of a pack with what each holds. */
final class Tables {
    private final Map<String, Layout> layouts = new LinkedHashMap<>();
    private final Map<String, String> sqlNames = new LinkedHashMap<>();

    Tables(Pack pack) {
        LayoutReader reader = new LayoutReader(pack.topology()::contains);
        List<SqlTable> sql =
                pack.sql().tables().stream()
                        .filter(t -> t.kind() == SqlTable.Kind.TELEMETRY)
                        .toList();
        List<TelemetryTable> tables = List.copyOf(pack.telemetry().tables());
        for (int i = 0; i < tables.size(); i++) {
            layouts.put(tables.get(i).name(), reader.read(tables.get(i)));
            sqlNames.put(tables.get(i).name(), sql.get(i).name());
        }
    }

    /** In the order of the pack. */
    List<Layout> all() {
        return List.copyOf(layouts.values());
    }

    <L extends Layout> List<L> of(Class<L> kind) {
        List<L> found = new ArrayList<>();
        layouts.values().stream().filter(kind::isInstance).map(kind::cast).forEach(found::add);
        return found;
    }

    /** The table's name in SQL. */
    String sqlName(TelemetryTable table) {
        return Objects.requireNonNull(sqlNames.get(table.name()));
    }
}
