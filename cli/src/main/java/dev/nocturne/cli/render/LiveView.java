package dev.nocturne.cli.render;

import dev.nocturne.cli.client.TailListener;
import dev.nocturne.cli.client.WireEvent;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.event.SubStep;
import java.util.ArrayList;
import java.util.List;
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

    public LiveView(Screen screen) {
        this.screen = screen;
        this.style = screen.style();
    }

    @Override
    public void event(WireEvent event) {
        switch (EventCodec.decode(event.event(), event.data())) {
            case Payload.UserMessage m -> said(m.text());
            case Payload.RunStart r -> {}
            case Payload.SessionCreated s -> {}
            case Payload.ToolCallStart c -> started(c);
            case Payload.ToolCallComplete c -> ended(c);
            case Payload.ToolCallProgress p -> {}
            case Payload.ApprovalRequested a -> {}
            case Payload.ApprovalResolved a -> {}
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
                    footer(style.green("✓ completed"), r.steps() + " steps", r.time());
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
        String head = "→ %2d %s".formatted(c.step(), Screen.clean(c.agent()));
        int room = screen.width() - head.length() - 2;
        screen.line(style.cyan(head) + "  " + screen.brief(c.query(), room));
        if (c.reasoning() != null) {
            note(c.reasoning());
        }
    }

    private void ended(Payload.ToolCallComplete c) {
        boolean failed = Boolean.TRUE.equals(c.error());
        String head = "%s %2d %s".formatted(failed ? "✗" : "✓", c.step(), Screen.clean(c.agent()));
        String mark = failed ? style.red(head) : style.green(head);
        String brief = screen.brief(c.response(), screen.width() - head.length() - 10);
        screen.line(mark + "  " + style.dim(Screen.clean(c.duration())) + "  " + brief);
        subSteps(c.subSteps() == null ? List.of() : c.subSteps());
    }

    private void subSteps(List<SubStep> steps) {
        for (SubStep step : steps.subList(0, Math.min(SUB_STEPS, steps.size()))) {
            String query = step.query().strip().replaceAll("\\s+", " ");
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
