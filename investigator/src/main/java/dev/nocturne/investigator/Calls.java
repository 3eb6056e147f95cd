package dev.nocturne.investigator;

import dev.nocturne.core.event.SubStep;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.ToolBody;
import dev.nocturne.core.run.ToolCall;
import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.core.run.ToolOutcome;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.environment.Answer;
import dev.nocturne.environment.Environment;
import dev.nocturne.environment.Part;
import dev.nocturne.environment.Provenance;
import dev.nocturne.environment.Question;
import dev.nocturne.environment.Snapshot;
import dev.nocturne.environment.Window;
import dev.nocturne.investigator.gather.Inquiry;
import dev.nocturne.investigator.gather.Interviewer;
import dev.nocturne.investigator.gather.PartJson;
import dev.nocturne.investigator.report.Case.Topic;
import dev.nocturne.investigator.report.Evidence;
import dev.nocturne.investigator.wording.Say;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The tool calls of a run, kept as evidence. Questions really ask the environment; in a resumed run
 * the recorded answer is read back and nothing is asked twice.
 */
final class Calls implements Interviewer {
    private final RunContext run;
    private final Environment environment;
    private final Remarks remarks;
    private int next;
    private final List<Evidence> evidence = new ArrayList<>();
    private final Map<Topic, List<String>> sources = new EnumMap<>(Topic.class);
    private final List<String> failures = new ArrayList<>();

    /** {@code first}: number of the first evidence of this run. */
    Calls(RunContext run, Environment environment, Remarks remarks, int first) {
        this.run = run;
        this.environment = environment;
        this.remarks = remarks;
        this.next = first;
    }

    List<Evidence> evidence() {
        return evidence;
    }

    Map<Topic, List<String>> sources() {
        return sources;
    }

    /** A sentence for each call that failed. */
    List<String> failures() {
        return failures;
    }

    @Override
    public <T> Part<T> ask(Inquiry<T> inquiry, Snapshot known) throws InterruptedException {
        String id = "E" + next++;
        String agent = agent(inquiry.question());
        AtomicReference<Part<T>> asked = new AtomicReference<>();
        ToolOutcome outcome =
                make(
                        id,
                        inquiry.topic(),
                        agent,
                        inquiry.words(),
                        inquiry.why(),
                        false,
                        () -> {
                            Part<T> part =
                                    new Part<>(
                                            id,
                                            inquiry.question(),
                                            inquiry.question().ask(environment));
                            asked.set(part);
                            return result(inquiry, part, known, agent);
                        });
        return switch (outcome) {
            case ToolOutcome.Done done -> {
                Part<T> part = asked.get();
                String said = done.result().response();
                if (part == null) {
                    part = recorded(id, done.result());
                    // What the answer means is not recorded but follows from it.
                    said = remarks.on(inquiry.topic(), part, known.with(part)).words();
                }
                keep(
                        inquiry.topic(),
                        new Evidence(
                                id,
                                agent,
                                inquiry.words(),
                                window(part.answer().provenance()),
                                firstLine(said)));
                yield part;
            }
            case ToolOutcome.Failed failed ->
                    new Part<>(
                            id,
                            inquiry.question(),
                            new Answer.Failed<>(
                                    failed.code().equals("tool_timeout")
                                            ? Answer.Reason.TIME_LIMIT
                                            : Answer.Reason.UNREADABLE,
                                    failed.message(),
                                    new Provenance(
                                            environment.name(),
                                            "nocturne",
                                            inquiry.words(),
                                            new Window(0, -1),
                                            environment.now())));
        };
    }

    private <T> ToolResult result(Inquiry<T> inquiry, Part<T> part, Snapshot known, String agent)
            throws ToolFailure {
        if (part.answer() instanceof Answer.Failed<T> failed) {
            throw new ToolFailure(
                    "source_" + failed.reason().name().toLowerCase(Locale.ROOT), failed.message());
        }
        Remarks.Remark remark = remarks.on(inquiry.topic(), part, known.with(part));
        List<SubStep> steps =
                List.of(new SubStep(0, part.answer().provenance().query(), remark.count(), agent));
        return new ToolResult(remark.words(), remark.views(), steps, null, PartJson.write(part));
    }

    @SuppressWarnings("unchecked") // The call's key names the question, so the types agree.
    private static <T> Part<T> recorded(String id, ToolResult result) {
        if (result.data() == null) {
            throw new IllegalStateException("the recorded result of " + id + " has no answer");
        }
        return (Part<T>) PartJson.read(id, result.data());
    }

    /**
     * Makes a call that asks nothing: it shows what follows from earlier answers, or it acts.
     *
     * @return whether it ended well
     */
    boolean call(
            Topic topic, String agent, String query, String reasoning, boolean acts, ToolBody body)
            throws InterruptedException {
        String id = "E" + next++;
        ToolOutcome outcome = make(id, topic, agent, query, reasoning, acts, body);
        if (outcome instanceof ToolOutcome.Done done) {
            keep(topic, new Evidence(id, agent, query, "", firstLine(done.result().response())));
            return true;
        }
        return false;
    }

    private ToolOutcome make(
            String id,
            Topic topic,
            String agent,
            String query,
            String reasoning,
            boolean acts,
            ToolBody body)
            throws InterruptedException {
        ToolOutcome outcome =
                run.toolCall(
                        new ToolCall(
                                topic.name().toLowerCase(Locale.ROOT) + "-" + id,
                                agent,
                                query,
                                reasoning,
                                acts,
                                null,
                                null),
                        body);
        if (outcome instanceof ToolOutcome.Failed failed) {
            evidence.add(new Evidence(id, agent, query, "", "failed: " + failed.message()));
            failures.add(agent + " could not answer (" + id + "): " + failed.message());
        }
        return outcome;
    }

    private void keep(Topic topic, Evidence one) {
        evidence.add(one);
        sources.computeIfAbsent(topic, t -> new ArrayList<>()).add(one.id());
    }

    /** The id of the newest evidence. */
    String last() {
        return "E" + (next - 1);
    }

    private static String agent(Question<?> question) {
        return switch (question) {
            case Question.Overview _,
                    Question.Names _,
                    Question.Surroundings _,
                    Question.People _ ->
                    Specialists.GRAPH;
            case Question.Alarms _,
                    Question.Measurements _,
                    Question.States _,
                    Question.Events _,
                    Question.Rows _ ->
                    Specialists.TELEMETRY;
            case Question.Documents documents ->
                    switch (documents.kind()) {
                        case RUNBOOKS -> Specialists.RUNBOOKS;
                        case TICKETS -> Specialists.TICKETS;
                    };
        };
    }

    private static String window(Provenance provenance) {
        Window window = provenance.window();
        boolean bounded = window.from() > Long.MIN_VALUE && window.until() < Long.MAX_VALUE;
        return bounded && window.from() <= window.until()
                ? Say.interval(window.from(), window.until())
                : "";
    }

    private static String firstLine(String text) {
        return text.lines().filter(l -> !l.isBlank()).findFirst().orElse("").strip();
    }
}
