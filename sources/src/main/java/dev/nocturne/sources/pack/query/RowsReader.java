package dev.nocturne.sources.pack.query;

import dev.nocturne.sources.pack.text.Excerpt;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an answer up to its limits. */
final class RowsReader {

    private final ResultSet results;
    private final SqlLimits limits;
    private long chars;
    private boolean truncated;

    RowsReader(ResultSet results, SqlLimits limits) {
        this.results = results;
        this.limits = limits;
    }

    SqlResult.Rows read() throws SQLException {
        List<String> names = names();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (results.next()) {
            if (rows.size() >= limits.rows()) {
                truncated = true;
                break;
            }
            List<@Nullable Object> row = new ArrayList<>(names.size());
            for (int i = 0; i < names.size(); i++) {
                row.add(cell(i + 1));
            }
            if (chars > limits.totalChars()) {
                truncated = true;
                break;
            }
            rows.add(row);
        }
        List<SqlResult.Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(new SqlResult.Column(names.get(i), type(rows, i)));
        }
        return new SqlResult.Rows(columns, rows, truncated);
    }

    private List<String> names() throws SQLException {
        ResultSetMetaData meta = results.getMetaData();
        Identifiers identifiers = new Identifiers();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            names.add(identifiers.column(meta.getColumnName(i)));
        }
        return names;
    }

    private @Nullable Object cell(int column) throws SQLException {
        Object value = results.getObject(column);
        chars += 8;
        return switch (value) {
            case null -> null;
            case Integer whole -> (Object) whole.longValue();
            case Double real -> Double.isFinite(real) ? real : null;
            case byte[] bytes -> cut(HexFormat.of().formatHex(bytes));
            case String text -> cut(text);
            default -> value;
        };
    }

    private String cut(String text) {
        String shown = text;
        if (text.length() > limits.cellChars()) {
            truncated = true;
            shown = Excerpt.of(text, limits.cellChars());
        }
        chars += shown.length();
        return shown;
    }

    private static SqlResult.Type type(List<List<@Nullable Object>> rows, int column) {
        boolean whole = false;
        boolean real = false;
        for (List<@Nullable Object> row : rows) {
            switch (row.get(column)) {
                case null -> {}
                case Long number -> whole = true;
                case Double number -> real = true;
                default -> {
                    return SqlResult.Type.TEXT;
                }
            }
        }
        if (real) {
            return SqlResult.Type.REAL;
        }
        return whole ? SqlResult.Type.INTEGER : SqlResult.Type.TEXT;
    }
}
