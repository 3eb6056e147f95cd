package dev.nocturne.server;

import dev.nocturne.core.event.Column;
import dev.nocturne.core.event.SubStep;
import dev.nocturne.core.event.Visualization;
import dev.nocturne.core.run.AnswerStream;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.ToolCall;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.testkit.session.ScriptedOrchestrator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** What the orchestrators of these tests do. */
final class Scripts {
    private Scripts() {}

    /** Two tool calls and an answer. */
    static void investigate(RunContext run) throws InterruptedException {
        look(run, "a", "GraphExplorerAgent");
        look(run, "b", "TelemetryAgent");
        answer(run, "The fuse is blown: fuse-1. Grüße aus dem Labor.");
    }

    static void look(RunContext run, String key, String agent) throws InterruptedException {
        run.toolCall(
                new ToolCall(key, agent, "What feeds lamp-1?", "The lamp is dark."),
                () -> result(3));
    }

    static void answer(RunContext run, String text) {
        try (AnswerStream answer = run.answer()) {
            answer.write(text);
        }
    }

    /** A table of so many rows; some cells look like formulas of a spreadsheet. */
    static ToolResult result(int rows) {
        List<Column> columns = List.of(new Column("Lamp", "string"), new Column("Lux", "number"));
        List<List<@Nullable Object>> data = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            data.add(List.of(i == 0 ? "=HYPERLINK(\"x\")" : "lamp-" + i, -i));
        }
        return new ToolResult(
                "Found **" + rows + "** rows.",
                List.of(
                        new Visualization.Table(
                                new Visualization.TableRows(columns, data, "SELECT 1", null))),
                List.of(new SubStep(0, "SELECT 1", rows + " rows", "TelemetryAgent")));
    }

    /** Waits at the gate between its two tool calls. */
    static ScriptedOrchestrator.Script gated(CountDownLatch gate) {
        return run -> {
            look(run, "a", "GraphExplorerAgent");
            run.toolCall(
                    new ToolCall("gate", "TelemetryAgent", "Wait.", null),
                    () -> {
                        gate.await();
                        return result(1);
                    });
            answer(run, "Done waiting.");
        };
    }
}
