package dev.nocturne.server.sessions;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.nocturne.core.event.EventCodec;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The rows of a tool call's result as CSV (RFC 4180, UTF-8, a header line). */
final class ResultCsv {
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9][0-9.]*([eE][-+]?[0-9]+)?");

    private ResultCsv() {}

    /** The first graph or table of the result; empty when it has none. */
    static Optional<String> of(String resultJson) {
        JsonNode result = EventCodec.JSON.readTree(resultJson);
        for (JsonNode visualization : result.path("visualizations")) {
            JsonNode data = visualization.path("data");
            JsonNode rows = data.path("rows").isArray() ? data.path("rows") : data.path("data");
            if (data.path("columns").isArray() && rows.isArray()) {
                return Optional.of(write(data.path("columns"), rows));
            }
        }
        return Optional.empty();
    }

    private static String write(JsonNode columns, JsonNode rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            List<String> header = new ArrayList<>();
            columns.forEach(column -> header.add(cell(column.path("name"))));
            csv.writeRecord(header);
            for (JsonNode row : rows) {
                List<String> cells = new ArrayList<>();
                row.forEach(value -> cells.add(cell(value)));
                csv.writeRecord(cells);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter cannot fail", e);
        }
        return text.toString();
    }

    private static String cell(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        return value.isString() ? neutralize(value.stringValue()) : value.toString();
    }

    /**
     * Puts an apostrophe before a text that a spreadsheet would run as a formula (OWASP, CSV
     * Injection). Numbers stay numbers.
     */
    private static String neutralize(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return formula && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }
}
