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
 * An investigation as it goes by: tool calls as they start and end, the answer as it is written, a
 * footer. Only ever adds lines, so that it reads the same in a log file.
 */
public final class LiveView implements TailListener {
    /** Sub-steps shown of one call; the rest is counted. */
    private static final int SUB_STEPS = 4;

    private static final String INDENT = "      ";

    private final Screen screen;
    private final Style style;
    private @Nullable Markdown answer;
    private boolean pieces;
    private final ApprovalView approvals;
    private final @Nullable AnswerCommand answerCommand;

    /** Step numbers of open calls by id. */
    private final Map<String, Integer> calls = new HashMap<>();

    /** Open calls of which steps were shown. */
    private final Set<String> withSteps = new HashSet<>();

    /** Of what is over: nothing in it is to be answered. */
    public LiveView(Screen screen) {
        this(screen, null);
    }

    /** {@code answerCommand}: how to answer approvals; null where they are not to be answered. */
    public LiveView(Screen screen, @Nullable AnswerCommand answerCommand) {
        this.screen = screen;
        this.style = screen.style();
        this.approvals = new ApprovalView(screen);
        this.answerCommand = answerCommand;
    }

    @Override
    public void event(WireEvent event) {
        switch (EventCodec.decode(event.event(), event.data())) {
            case Payload.UserMessage m -> said(m.text());
            case Payload.RunStart r -> {}
            case Payload.SessionCreated s -> {}
            case Payload.ToolCallStart c -> started(c);
            case Payload.ToolCallComplete c -> ended(c);
            case Payload.ToolCallProgress p -> progress(p);
            case Payload.ApprovalRequested a -> approvals.asked(a, answerCommand);
            case Payload.ApprovalResolved a -> approvals.resolved(a);
            case Payload.MessageStart m -> {
                answer = new Markdown(screen);
                pieces = false;
                screen.line("");
            }
            case Payload.MessageDelta m -> {
                pieces = true;
                answer().add(m.text());
            }
            case Payload.MessageComplete m -> answered(m.text());
            case Payload.RunComplete r ->
                    footer(
                            style.green("✓ completed"),
                            r.steps() + " steps",
                            r.time() + Spent.of(r.tokens()));
            case Payload.RunError e -> failed(e);
            case Payload.StatusNote n -> screen.line(style.dim("· " + Screen.clean(n.message())));
            case Payload.Custom c -> custom(c);
        }
    }

    @Override
    public void lost(String why) {
        screen.line(style.yellow("· " + why + "; connecting again"));
    }

    @Override
    public void regained() {
        screen.line(style.dim("· connected again, going on where it was"));
    }

    private void said(String text) {
        List<String> lines = Screen.clean(text).strip().lines().filter(l -> !l.isBlank()).toList();
        for (String line : lines.subList(0, Math.min(3, lines.size()))) {
            screen.line(style.bold("> ") + screen.brief(line, screen.width() - 2));
        }
        if (lines.size() > 3) {
            screen.line(style.dim("> … " + (lines.size() - 3) + " more lines"));
        }
        screen.line("");
    }

    private void started(Payload.ToolCallStart c) {
        calls.put(c.id(), c.step());
        String head = "→ %2d %s".formatted(c.step(), Screen.clean(c.agent()));
        int room = screen.width() - head.length() - 2;
        screen.line(style.cyan(head) + "  " + screen.brief(c.query(), room));
        if (c.reasoning() != null) {
            note(c.reasoning());
        }
    }

    /** One line a step, when it ends; in a file the call's end sums them up. */
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
        screen.line(style.dim(head + screen.brief(what, screen.width() - head.length())));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private void ended(Payload.ToolCallComplete c) {
        calls.remove(c.id());
        boolean failed = Boolean.TRUE.equals(c.error());
        String head = "%s %2d %s".formatted(failed ? "✗" : "✓", c.step(), Screen.clean(c.agent()));
        String mark = failed ? style.red(head) : style.green(head);
        String brief = screen.brief(c.response(), screen.width() - head.length() - 10);
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
        screen.line(style.dim(INDENT + screen.brief(text, screen.width() - INDENT.length())));
    }

    /** A tail may begin in the middle of an answer. */
    private Markdown answer() {
        if (answer == null) {
            answer = new Markdown(screen);
        }
        return answer;
    }

    private void answered(String text) {
        Markdown markdown = answer();
        if (!pieces) {
            markdown.add(text);
        }
        markdown.end();
        answer = null;
        pieces = false;
        screen.line("");
    }

    private void failed(Payload.RunError e) {
        breakOff();
        boolean cancelled = "cancelled".equals(e.code());
        String head = cancelled ? style.yellow("✗ cancelled") : style.red("✗ failed");
        footer(head, Screen.clean(e.message()));
    }

    /** A turn may end in the middle of its answer; what there is of it stays. */
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
        screen.line(style.bold("Verdict  ") + screen.brief(text, screen.width() - 9));
    }

    private void footer(String head, String... facts) {
        screen.line(head + style.dim(" · " + String.join(" · ", facts)));
    }
}
