package dev.nocturne.llm.specialist;

import dev.nocturne.core.Text;
import dev.nocturne.core.event.SubStep;
import dev.nocturne.core.event.Visualization;
import dev.nocturne.core.event.WireText;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.ToolCall;
import dev.nocturne.core.run.ToolOutcome;
import dev.nocturne.llm.agent.CallExecutor;
import dev.nocturne.llm.agent.Tool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Executes a specialist's calls as steps of the lead's call to it, and keeps their results, so that
 * rows and documents are shown as the queries returned them, not as the model repeats them.
 */
final class SpecialistSteps implements CallExecutor {
    /** Visualizations of one result; each may have many rows. */
    private static final int MOST_VIEWS = 12;

    private static final int SUMMARY_CHARS = 200;

    private final RunContext run;
    private final String agent;
    private final String callKey;
    private final List<SubStep> steps = new ArrayList<>();
    private final List<Visualization> views = new ArrayList<>();

    SpecialistSteps(RunContext run, String agent, String callKey) {
        this.run = run;
        this.agent = agent;
        this.callKey = callKey;
    }

    @Override
    public ToolOutcome execute(String key, Tool.Prepared call, String reasoning)
            throws InterruptedException {
        return run.step(
                callKey,
                new ToolCall(
                        key,
                        call.agent(),
                        call.query(),
                        reasoning.isEmpty() ? null : reasoning,
                        call.effect() == Tool.Effect.CHANGES,
                        call.timeout(),
                        null),
                () -> call.work().run(key));
    }

    @Override
    public String format(String key, Tool.Prepared call, ToolOutcome outcome) {
        return switch (outcome) {
            case ToolOutcome.Done(String id, var result) -> {
                keep(call, result.visualizations(), lastLine(result.response()));
                yield result.response();
            }
            case ToolOutcome.Failed(String id, String code, String message) -> {
                keep(call, List.of(), "failed: " + message);
                yield WireText.failed(code, message);
            }
        };
    }

    private void keep(Tool.Prepared call, List<Visualization> seen, String summary) {
        steps.add(new SubStep(steps.size(), call.query(), Text.cut(summary, SUMMARY_CHARS), agent));
        seen.stream().limit(Math.max(0, MOST_VIEWS - views.size())).forEach(views::add);
    }

    /** The last line, in which the tools report the size of a result. */
    private static String lastLine(String text) {
        @Nullable String last = text.lines().reduce((a, b) -> b).orElse("");
        return last.strip();
    }

    List<SubStep> steps() {
        return steps;
    }

    List<Visualization> views() {
        return views;
    }
}
