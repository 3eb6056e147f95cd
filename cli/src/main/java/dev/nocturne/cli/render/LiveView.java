package dev.nocturne.cli.render;

import dev.nocturne.cli.client.TailListener;
import dev.nocturne.cli.client.WireEvent;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.event.SubStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Shows an investigation while it runs: tool calls as they start and end, the answer as it is
 * written, a footer. Only adds lines, so that the output reads the same in a log file.
 */
public final class LiveView implements TailListener {
    /** Sub-steps shown of one call; the rest is counted. */
    private static final int SUB_STEPS = 4;

    private static final String INDENT = "      ";

    /** Where a step's line is cut in a file: a query in full can have a thousand characters. */
    private static final int FILE_WIDTH = 160;

    /** A line keeps at least this much of its text, however long the name before it. */
    private static final int LEAST = 10;

    private final Screen screen;
    private final Times times;
    private final Style style;
    private @Nullable Markdown answer;
    private boolean pieces;
    private final ApprovalView approvals;
    private final @Nullable AnswerCommand answerCommand;

    /** Step numbers of open calls by id. */
    private final Map<String, Integer> calls = new HashMap<>();

    /** Open calls whose steps were shown. */
    private final Set<String> withSteps = new HashSet<>();

    /** A view of events of the past, whose approvals cannot be answered any more. */
    public LiveView(Screen screen, Times times) {
        this(screen, times, null);
    }

    /**
     * A view on that screen.
     *
     * @param answerCommand the command that answers approvals; null where none is to be shown
     */
    public LiveView(Screen screen, Times times, @Nullable AnswerCommand answerCommand) {
        this.screen = screen;
        this.style = screen.style();
        this.times = times;
        this.approvals = new ApprovalView(screen, times);
        this.answerCommand = answerCommand;
    }

    @Override
    public void onEvent(WireEvent event) {
        switch (EventCodec.decode(event.event(), event.data())) {
            case Payload.UserMessage m -> showQuestion(m.text());
            case Payload.RunStart r -> {}
            case Payload.SessionCreated s -> {}
            case Payload.ToolCallStart c -> start(c);
            case Payload.ToolCallComplete c -> complete(c);
            case Payload.ToolCallProgress p -> progress(p);
            case Payload.ApprovalRequested a -> approvals.request(a, answerCommand);
            case Payload.ApprovalResolved a -> approvals.resolution(a);
            case Payload.MessageStart m -> {
                answer = new Markdown(screen, times);
                pieces = false;
                screen.line("");
            }
            case Payload.MessageDelta m -> {
                pieces = true;
                answer().add(m.text());
            }
            case Payload.MessageComplete m -> completeAnswer(m.text());
            case Payload.RunComplete r ->
                    footer(
                            style.green("✓ completed"),
                            r.steps() == 1 ? "1 step" : r.steps() + " steps",
                            r.time() + ModelUsage.of(r.tokens()));
            case Payload.RunError e -> fail(e);
            case Payload.StatusNote n -> screen.line(style.dim("· " + Screen.clean(n.message())));
            case Payload.Custom c -> custom(c);
        }
    }

    @Override
    public void onDisconnect(String why) {
        screen.line(style.yellow("· " + why + "; reconnecting"));
    }

    @Override
    public void onReconnect() {
        screen.line(style.dim("· reconnected"));
    }

    private void showQuestion(String text) {
        List<String> lines = Screen.clean(text).strip().lines().filter(l -> !l.isBlank()).toList();
        for (String line : lines.subList(0, Math.min(3, lines.size()))) {
            screen.line(style.bold("> ") + brief(line, 2));
        }
        if (lines.size() > 3) {
            int more = lines.size() - 3;
            screen.line(style.dim("> … " + (more == 1 ? "1 more line" : more + " more lines")));
        }
        screen.line("");
    }

    private void start(Payload.ToolCallStart c) {
        calls.put(c.id(), c.step());
        String head = "→ %2d %s".formatted(c.step(), Screen.clean(c.agent()));
        screen.line(style.cyan(head) + "  " + brief(c.query(), head.length() + 2));
        if (c.reasoning() != null) {
            note(c.reasoning());
        }
    }

    /** Prints a line per step when it ends; in a file the end of the call lists the steps. */
    private void progress(Payload.ToolCallProgress p) {
        if (!screen.terminal() || p.status().equals(Payload.ToolCallProgress.RUNNING)) {
            return;
        }
        withSteps.add(p.id());
        boolean failed = p.status().equals(Payload.ToolCallProgress.FAILED);
        Integer call = calls.get(p.id());
        String head = (call == null ? "    " : "%4d".formatted(call)) + (failed ? "  ✗ " : "  · ");
        String found = p.resultSummary() == null ? "" : " → " + oneLine(p.resultSummary());
        String what = Screen.clean(p.agent()) + ": " + oneLine(p.query()) + found;
        screen.line(style.dim(head + brief(what, head.length())));
    }

    /** The first line of a text, cut to what is left of a line after {@code taken} columns. */
    private String brief(String text, int taken) {
        int width = screen.terminal() ? screen.width() : FILE_WIDTH;
        return screen.brief(text, Math.max(LEAST, width - taken));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private void complete(Payload.ToolCallComplete c) {
        calls.remove(c.id());
        boolean failed = Boolean.TRUE.equals(c.error());
        String head = "%s %2d %s".formatted(failed ? "✗" : "✓", c.step(), Screen.clean(c.agent()));
        String mark = failed ? style.red(head) : style.green(head);
        String brief = brief(c.response(), head.length() + 10);
        screen.line(mark + "  " + style.dim(Screen.clean(c.duration())) + "  " + brief);
        boolean shown = withSteps.remove(c.id());
        subSteps(c.subSteps() == null || shown ? List.of() : c.subSteps());
    }

    private void subSteps(List<SubStep> steps) {
        for (SubStep step : steps.subList(0, Math.min(SUB_STEPS, steps.size()))) {
            String query = oneLine(step.query());
            String summary = step.resultSummary();
            note("· " + (summary.isBlank() ? query : query + " → " + summary));
        }
        if (steps.size() > SUB_STEPS) {
            note("· … and " + (steps.size() - SUB_STEPS) + " more");
        }
    }

    private void note(String text) {
        screen.line(style.dim(INDENT + brief(text, INDENT.length())));
    }

    /** The answer being written, also when this view began in the middle of it. */
    private Markdown answer() {
        if (answer == null) {
            answer = new Markdown(screen, times);
        }
        return answer;
    }

    private void completeAnswer(String text) {
        Markdown markdown = answer();
        if (!pieces) {
            markdown.add(text);
        }
        markdown.end();
        answer = null;
        pieces = false;
        screen.line("");
    }

    private void fail(Payload.RunError e) {
        breakOff();
        boolean cancelled = "cancelled".equals(e.code());
        String head = cancelled ? style.yellow("✗ cancelled") : style.red("✗ failed");
        footer(head, Screen.clean(e.message()));
    }

    /** Ends an answer that the turn left unfinished; the part that was written stays. */
    private void breakOff() {
        if (answer != null) {
            answer.end();
            answer = null;
            pieces = false;
            screen.line("");
        }
    }

    private void custom(Payload.Custom c) {
        if (!c.event().equals("diagnosis")) {
            return;
        }
        List<String> causes = new ArrayList<>();
        for (JsonNode cause : c.data().path("root_causes")) {
            causes.add(cause.path("entity").asString("?"));
        }
        String verdict = c.data().path("verdict").asString("").replace('_', ' ');
        String text = causes.isEmpty() ? verdict : verdict + ": " + String.join(", ", causes);
        screen.line("");
        screen.prose(style.bold("Verdict") + "  " + Screen.clean(text), " ".repeat(9));
    }

    private void footer(String head, String... facts) {
        screen.line(head + style.dim(" · " + String.join(" · ", facts)));
    }
}
