package dev.nocturne.sources.pack.query;

import static dev.nocturne.sources.pack.query.Identifiers.quote;

import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.GraphSchema.EntityType;
import dev.nocturne.environment.topology.GraphSchema.PropertyType;
import dev.nocturne.environment.topology.GraphSchema.RelationType;
import dev.nocturne.environment.topology.Relation;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.sources.pack.telemetry.Column;
import dev.nocturne.sources.pack.telemetry.Telemetry;
import dev.nocturne.sources.pack.telemetry.TelemetryTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Lays a pack out as SQL tables and fills them.
 *
 * <ul>
 *   <li>a telemetry table: a hidden table and, under the table's name, a view of its rows up to
 *       {@code as_of()};
 *   <li>the entities of a label: a table of that name, a column per property;
 *   <li>the relations of a name to one label: a table {@code <name>_<label in lower case>} with
 *       source_id, target_id, source_label, target_label and their properties; and all relations of
 *       the name: a view of the bare name.
 * </ul>
 *
 * A name that is taken already (names are compared without case) gets {@code telemetry_}, {@code
 * entity_} or {@code relation_} before it.
 */
final class PackDatabase {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final String TIME = "nocturne_ms";

    /** Rows sent to SQLite at once. */
    private static final int BATCH = 1_000;

    private record TelemetryPlan(TelemetryTable table, String hidden, SqlTable sql) {}

    private record EntityPlan(EntityType type, SqlTable sql) {}

    private record RelationPlan(
            String label, String targetLabel, Map<String, PropertyType> properties, SqlTable sql) {}

    private record BarePlan(List<RelationPlan> parts, SqlTable sql) {}

    private final Topology topology;
    private final Identifiers names = new Identifiers();
    private final List<TelemetryPlan> telemetryPlans = new ArrayList<>();
    private final List<EntityPlan> entityPlans = new ArrayList<>();
    private final Map<String, RelationPlan> relationPlans = new LinkedHashMap<>();
    private final List<BarePlan> barePlans = new ArrayList<>();
    private int indexes;

    PackDatabase(Topology topology, Telemetry telemetry) {
        this.topology = topology;
        telemetry.tables().forEach(this::plan);
        topology.schema().entityTypes().forEach(this::plan);
        Map<String, Map<String, Map<String, PropertyType>>> grouped =
                group(topology.schema().relationTypes());
        Map<String, String> bareNames = new LinkedHashMap<>();
        grouped.keySet().forEach(label -> bareNames.put(label, names.table(label, "relation")));
        grouped.forEach(
                (label, targets) -> plan(label, targets, bareNames.getOrDefault(label, label)));
    }

    /** Relation label, then target label, to the properties of any such relation. */
    private static Map<String, Map<String, Map<String, PropertyType>>> group(
            List<RelationType> types) {
        Map<String, Map<String, Map<String, PropertyType>>> grouped = new LinkedHashMap<>();
        for (RelationType type : types) {
            Map<String, PropertyType> properties =
                    grouped.computeIfAbsent(type.label(), label -> new LinkedHashMap<>())
                            .computeIfAbsent(type.targetLabel(), label -> new LinkedHashMap<>());
            type.properties()
                    .forEach((name, property) ->
                            properties.merge(name, property, PackDatabase::wider));
        }
        return grouped;
    }

    private static PropertyType wider(PropertyType a, PropertyType b) {
        return a == b ? a : PropertyType.TEXT;
    }

    private void plan(TelemetryTable table) {
        String name = names.table(table.name(), "telemetry");
        Identifiers columnNames = new Identifiers();
        List<SqlTable.Column> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            String type = column.kind() == Column.Kind.NUMBER ? "REAL" : "TEXT";
            columns.add(new SqlTable.Column(columnNames.column(column.name()), type));
        }
        String hidden = SqlGate.HIDDEN_PREFIX + "_" + telemetryPlans.size();
        telemetryPlans.add(
                new TelemetryPlan(
                        table, hidden, new SqlTable(name, SqlTable.Kind.TELEMETRY, columns)));
    }

    private void plan(EntityType type) {
        String name = names.table(type.label(), "entity");
        List<SqlTable.Column> columns = properties(new Identifiers(), type.properties());
        entityPlans.add(new EntityPlan(type, new SqlTable(name, SqlTable.Kind.ENTITY, columns)));
    }

    private void plan(
            String label, Map<String, Map<String, PropertyType>> targets, String bareName) {
        List<RelationPlan> parts = new ArrayList<>();
        targets.forEach((target, properties) -> {
            String name = names.table(label + "_" + target.toLowerCase(Locale.ROOT), "relation");
            SqlTable sql = new SqlTable(name, SqlTable.Kind.RELATION, relationColumns(properties));
            RelationPlan part = new RelationPlan(label, target, properties, sql);
            relationPlans.put(key(label, target), part);
            parts.add(part);
        });
        Map<String, PropertyType> all = new LinkedHashMap<>();
        parts.forEach(part ->
                part.properties.forEach(
                        (name, type) -> all.merge(name, type, PackDatabase::wider)));
        barePlans.add(
                new BarePlan(
                        parts,
                        new SqlTable(bareName, SqlTable.Kind.RELATION, relationColumns(all))));
    }

    private static String key(String label, String target) {
        return label + "\0" + target;
    }

    private static List<SqlTable.Column> relationColumns(Map<String, PropertyType> properties) {
        Identifiers columnNames = new Identifiers();
        List<SqlTable.Column> columns = new ArrayList<>();
        for (String fixed : List.of("source_id", "target_id", "source_label", "target_label")) {
            columns.add(new SqlTable.Column(columnNames.column(fixed), "TEXT"));
        }
        columns.addAll(properties(columnNames, properties));
        return columns;
    }

    private static List<SqlTable.Column> properties(
            Identifiers names, Map<String, PropertyType> properties) {
        List<SqlTable.Column> columns = new ArrayList<>();
        properties.forEach((name, type) -> {
            String sqlType =
                    switch (type) {
                        case TEXT -> "TEXT";
                        case WHOLE -> "INTEGER";
                        case REAL -> "REAL";
                    };
            columns.add(new SqlTable.Column(names.column(name), sqlType));
        });
        return columns;
    }

    List<SqlTable> tables() {
        List<SqlTable> tables = new ArrayList<>();
        telemetryPlans.forEach(plan -> tables.add(plan.sql));
        entityPlans.forEach(plan -> tables.add(plan.sql));
        barePlans.forEach(plan -> tables.add(plan.sql));
        relationPlans.values().forEach(plan -> tables.add(plan.sql));
        return List.copyOf(tables);
    }

    /** Characters that the longest cells of any table have together; no row is longer. */
    int widestRow() {
        int widest = 0;
        for (TelemetryPlan plan : telemetryPlans) {
            int row = 0;
            for (String column : plan.table.textColumns()) {
                row += longest(plan.table.distinct(column));
            }
            widest = Math.max(widest, row);
        }
        for (EntityPlan plan : entityPlans) {
            for (Entity entity : topology.entities(plan.type.label())) {
                widest = Math.max(widest, chars(entity.properties().values()));
            }
        }
        for (RelationPlan plan : relationPlans.values()) {
            for (Relation relation : topology.relations(plan.label)) {
                widest = Math.max(widest, chars(relation.properties().values()));
            }
        }
        return widest;
    }

    private static int longest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static int chars(Collection<Object> values) {
        return values.stream()
                .mapToInt(value -> value instanceof String text ? text.length() : 0)
                .sum();
    }

    void fill(Connection connection) throws SQLException {
        for (TelemetryPlan plan : telemetryPlans) {
            fill(connection, plan);
        }
        for (EntityPlan plan : entityPlans) {
            create(connection, plan.sql.name(), plan.sql.columns());
            fill(connection, plan);
            int idIndex =
                    new ArrayList<>(plan.type.properties().keySet()).indexOf(plan.type.idColumn());
            index(connection, plan.sql.name(), plan.sql.columns().get(idIndex).name());
        }
        for (RelationPlan plan : relationPlans.values()) {
            create(connection, plan.sql.name(), plan.sql.columns());
        }
        fillRelations(connection);
        for (RelationPlan plan : relationPlans.values()) {
            index(connection, plan.sql.name(), "source_id");
            index(connection, plan.sql.name(), "target_id");
        }
        for (BarePlan plan : barePlans) {
            createView(connection, plan);
        }
    }

    private void fill(Connection connection, TelemetryPlan plan) throws SQLException {
        List<SqlTable.Column> columns = new ArrayList<>(plan.sql.columns());
        columns.addFirst(new SqlTable.Column(TIME, "INTEGER"));
        create(connection, plan.hidden, columns);
        TelemetryTable table = plan.table;
        DateTimeFormatter format = table.subSecond() ? MILLIS : SECONDS;
        try (Inserter inserter = new Inserter(connection, plan.hidden, columns.size())) {
            long last = Long.MIN_VALUE;
            String time = "";
            for (int row = 0; row < table.size(); row++) {
                if (table.time(row) != last) {
                    // Many rows of one instant follow each other.
                    last = table.time(row);
                    time = format.format(Instant.ofEpochMilli(last));
                }
                List<@Nullable Object> values = new ArrayList<>(columns.size());
                values.add(last);
                for (Column column : table.columns()) {
                    values.add(value(table, row, column, time));
                }
                inserter.add(values);
            }
        }
        index(connection, plan.hidden, TIME);
        int entity =
                table.columns().stream()
                        .map(Column::name)
                        .toList()
                        .indexOf(table.entityColumn().orElse(""));
        if (entity >= 0) {
            index(connection, plan.hidden, plan.sql.columns().get(entity).name());
        }
        String selected =
                String.join(
                        ", ",
                        plan.sql.columns().stream().map(column -> quote(column.name())).toList());
        String bound = table.timeColumn().isPresent() ? " WHERE " + TIME + " <= as_of()" : "";
        execute(
                connection,
                "CREATE VIEW "
                        + quote(plan.sql.name())
                        + " AS SELECT "
                        + selected
                        + " FROM "
                        + plan.hidden
                        + bound);
    }

    private static @Nullable Object value(
            TelemetryTable table, int row, Column column, String time) {
        return switch (column.kind()) {
            case TIME -> time;
            case NUMBER -> {
                double number = table.number(row, column.name());
                yield Double.isNaN(number) ? null : (Object) number;
            }
            case TEXT -> {
                String text = table.text(row, column.name());
                yield text.isEmpty() ? null : text;
            }
        };
    }

    private void fill(Connection connection, EntityPlan plan) throws SQLException {
        try (Inserter inserter =
                new Inserter(connection, plan.sql.name(), plan.sql.columns().size())) {
            for (Entity entity : topology.entities(plan.type.label())) {
                List<@Nullable Object> values = new ArrayList<>();
                for (String property : plan.type.properties().keySet()) {
                    values.add(
                            property.equals(plan.type.idColumn())
                                    ? entity.id()
                                    : entity.properties().get(property));
                }
                inserter.add(values);
            }
        }
    }

    private void fillRelations(Connection connection) throws SQLException {
        for (RelationPlan plan : relationPlans.values()) {
            try (Inserter inserter =
                    new Inserter(connection, plan.sql.name(), plan.sql.columns().size())) {
                for (Relation relation : topology.relations(plan.label)) {
                    if (label(relation.target()).equals(plan.targetLabel)) {
                        inserter.add(values(plan, relation));
                    }
                }
            }
        }
    }

    private List<@Nullable Object> values(RelationPlan plan, Relation relation) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(relation.source());
        values.add(relation.target());
        values.add(label(relation.source()));
        values.add(label(relation.target()));
        plan.properties
                .keySet()
                .forEach(property -> values.add(relation.properties().get(property)));
        return values;
    }

    private String label(String id) {
        return topology.entity(id)
                .map(Entity::label)
                .orElseThrow(() -> new IllegalStateException("no entity " + id));
    }

    private static void createView(Connection connection, BarePlan plan) throws SQLException {
        List<String> selects = new ArrayList<>();
        for (RelationPlan part : plan.parts) {
            List<String> partNames =
                    part.sql.columns().stream().map(SqlTable.Column::name).toList();
            List<String> columns =
                    plan.sql.columns().stream()
                            .map(column ->
                                    partNames.contains(column.name())
                                            ? quote(column.name())
                                            : "NULL AS " + quote(column.name()))
                            .toList();
            selects.add("SELECT " + String.join(", ", columns) + " FROM " + quote(part.sql.name()));
        }
        execute(
                connection,
                "CREATE VIEW "
                        + quote(plan.sql.name())
                        + " AS "
                        + String.join(" UNION ALL ", selects));
    }

    private static void create(Connection connection, String name, List<SqlTable.Column> columns)
            throws SQLException {
        List<String> parts =
                columns.stream().map(column -> quote(column.name()) + " " + column.type()).toList();
        execute(connection, "CREATE TABLE " + quote(name) + " (" + String.join(", ", parts) + ")");
    }

    private void index(Connection connection, String table, String column) throws SQLException {
        indexes += 1;
        String name = SqlGate.HIDDEN_PREFIX + "_index_" + indexes;
        execute(
                connection,
                "CREATE INDEX " + name + " ON " + quote(table) + " (" + quote(column) + ")");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Sends rows in batches. */
    private static final class Inserter implements AutoCloseable {
        private final PreparedStatement statement;
        private int pending;

        Inserter(Connection connection, String table, int columns) throws SQLException {
            String marks =
                    String.join(", ", IntStream.range(0, columns).mapToObj(i -> "?").toList());
            this.statement =
                    connection.prepareStatement(
                            "INSERT INTO " + quote(table) + " VALUES (" + marks + ")");
        }

        void add(List<@Nullable Object> values) throws SQLException {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            statement.addBatch();
            if (++pending == BATCH) {
                flush();
            }
        }

        private void flush() throws SQLException {
            statement.executeBatch();
            pending = 0;
        }

        @Override
        public void close() throws SQLException {
            try (statement) {
                flush();
            }
        }
    }
}
