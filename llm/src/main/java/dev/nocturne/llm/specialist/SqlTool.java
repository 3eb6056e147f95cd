package dev.nocturne.llm.specialist;

import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.llm.agent.Arguments;
import dev.nocturne.llm.agent.Parameters;
import dev.nocturne.llm.agent.Tool;
import dev.nocturne.llm.agent.WrongArguments;
import dev.nocturne.llm.model.ToolSpec;
import dev.nocturne.sources.pack.query.SqlData;
import dev.nocturne.sources.pack.query.SqlResult;
import dev.nocturne.sources.pack.query.SqlTable;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A tool for read-only SQL on telemetry and topology as of the time of the incident. */
final class SqlTool implements Tool {
    private static final String NAME = "query_data";
    private static final int MOST_CHARS = 4_000;

    private final SqlData data;
    private final Instant asOf;
    private final ToolSpec spec;

    SqlTool(SqlData data, Instant asOf) {
        this.data = data;
        this.asOf = asOf;
        this.spec =
                new ToolSpec(
                        NAME,
                        "Runs one SELECT (SQLite) on the data and returns its rows. Rows after "
                                + asOf
                                + ", the time of the incident, are hidden. Tables:\n"
                                + String.join(
                                        "\n",
                                        data.tables().stream().map(SqlTable::toString).toList()),
                        new Parameters().text("sql", "one SELECT or WITH statement").schema());
    }

    @Override
    public ToolSpec spec() {
        return spec;
    }

    @Override
    public Prepared prepare(ObjectNode arguments) throws WrongArguments {
        String sql = new Arguments(arguments).text("sql", MOST_CHARS);
        return Prepared.reading(NAME, sql, key -> query(sql));
    }

    private ToolResult query(String sql) throws ToolFailure, InterruptedException {
        return switch (data.query(sql, asOf)) {
            case SqlResult.Rows rows ->
                    new ToolResult(
                            ToolViews.text(rows), List.of(ToolViews.table(rows, sql)), List.of());
            case SqlResult.QueryFailed(SqlResult.Reason reason, String message) ->
                    throw new ToolFailure("query_failed", message);
        };
    }
}
