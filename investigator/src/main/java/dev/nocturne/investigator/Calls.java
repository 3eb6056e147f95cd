package dev.nocturne.investigator;

import dev.nocturne.core.event.SubStep;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.ToolBody;
import dev.nocturne.core.run.ToolCall;
import dev.nocturne.core.run.ToolOutcome;
import dev.nocturne.investigator.report.Case.Topic;
import dev.nocturne.investigator.report.Evidence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The tool calls of a run, kept as evidence. */
final class Calls {
    private final RunContext run;
    private final String window;
    private int next;
    private final List<Evidence> evidence = new ArrayList<>();
    private final Map<Topic, String> sources = new EnumMap<>(Topic.class);
    private final List<String> failures = new ArrayList<>();

    /** {@code first}: number of the first evidence of this run. */
    Calls(RunContext run, String window, int first) {
        this.run = run;
        this.window = window;
        this.next = first;
    }

    List<Evidence> evidence() {
        return evidence;
    }

    Map<Topic, String> sources() {
        return sources;
    }

    /** A sentence for each call that failed. */
    List<String> failures() {
        return failures;
    }

    /** Makes the call and keeps what it found, or that it failed. Returns the evidence's id. */
    String call(
            Topic topic,
            String agent,
            String query,
            String reasoning,
            boolean acts,
            String finding,
            ToolBody body)
            throws InterruptedException {
        String id = "E" + next++;
        ToolOutcome outcome =
                run.toolCall(
                        new ToolCall(
                                topic.name().toLowerCase(java.util.Locale.ROOT) + "-" + id,
                                agent,
                                query,
                                reasoning,
                                acts,
                                null,
                                null),
                        body);
        switch (outcome) {
            case ToolOutcome.Done done -> {
                String said = finding.isEmpty() ? firstLine(done.result().response()) : finding;
                evidence.add(new Evidence(id, agent, query, knowledge(topic) ? "" : window, said));
                sources.put(topic, id);
            }
            case ToolOutcome.Failed failed -> {
                evidence.add(new Evidence(id, agent, query, "", "failed: " + failed.message()));
                failures.add(agent + " could not answer (" + id + "): " + failed.message());
            }
        }
        return id;
    }

    private static boolean knowledge(Topic topic) {
        return topic == Topic.RUNBOOKS || topic == Topic.TICKETS;
    }

    private static String firstLine(String text) {
        return text.lines().filter(l -> !l.isBlank()).findFirst().orElse("").strip();
    }

    /** Numbers the queries an agent made. */
    static List<SubStep> steps(String agent, List<String[]> queriesAndResults) {
        List<SubStep> steps = new ArrayList<>();
        for (String[] step : queriesAndResults) {
            steps.add(new SubStep(steps.size(), step[0], step[1], agent));
        }
        return steps;
    }
}
