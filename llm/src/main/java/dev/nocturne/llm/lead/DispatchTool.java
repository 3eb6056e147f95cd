package dev.nocturne.llm.lead;

import dev.nocturne.core.run.Approval;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.llm.agent.Arguments;
import dev.nocturne.llm.agent.Parameters;
import dev.nocturne.llm.agent.Tool;
import dev.nocturne.llm.agent.WrongArguments;
import dev.nocturne.llm.model.ToolSpec;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tool that sends a field engineer. Whether a person has to approve a call is configured, and
 * no text that the model reads can change that.
 */
final class DispatchTool implements Tool {
    static final String NAME = "dispatch_field_engineer";

    private static final int ID_CHARS = 200;
    private static final int SUMMARY_CHARS = 1_000;

    private final FieldDispatch desk;
    private final RunContext run;
    private final Topology topology;
    private final ApprovalPolicy policy;
    private final InstantSource clock;

    DispatchTool(
            FieldDispatch desk,
            RunContext run,
            Topology topology,
            ApprovalPolicy policy,
            InstantSource clock) {
        this.desk = desk;
        this.run = run;
        this.topology = topology;
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                NAME,
                "Sends a field engineer to the place of an entity. Chooses a suitable engineer on duty from the roster. "
                        + (policy.asked() ? "A person has to approve it first. " : "")
                        + "Use it only if work on site is needed.",
                new Parameters()
                        .text("entity", "id of the entity to go to")
                        .choice("urgency", "", true, "CRITICAL", "HIGH", "STANDARD")
                        .text("summary", "what is wrong and what has to be done on site")
                        .schema());
    }

    @Override
    public Prepared prepare(ObjectNode arguments) throws WrongArguments {
        Arguments given = new Arguments(arguments);
        String entity = given.text("entity", ID_CHARS);
        if (!topology.contains(entity)) {
            throw new WrongArguments("There is no entity \"" + entity + "\".");
        }
        String urgency =
                given.choice("urgency", "STANDARD", List.of("CRITICAL", "HIGH", "STANDARD"));
        String summary = given.text("summary", SUMMARY_CHARS);
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("entity", entity).put("urgency", urgency).put("summary", summary);
        return new Prepared(
                NAME,
                "Send a field engineer to " + entity + " (" + urgency + "): " + summary,
                Effect.CHANGES,
                null,
                policy.asked() ? new Approval(shown, policy.patience()) : null,
                key -> send(entity, urgency, summary));
    }

    private ToolResult send(String entity, String urgency, String summary)
            throws ToolFailure, InterruptedException {
        FieldDispatch.Order order =
                desk.plan(run.environment(), run.alert(), entity, urgency, summary)
                        .orElseThrow(() ->
                                new ToolFailure(
                                        "no_engineer",
                                        "No engineer on duty has the required skills, or "
                                                + entity
                                                + " has no known location."));
        ObjectNode action = order.action().deepCopy();
        action.put("dispatch_time", clock.instant().toString());
        return new ToolResult(order.words(), List.of(), List.of(), action, null);
    }
}
