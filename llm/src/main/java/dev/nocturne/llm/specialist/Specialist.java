package dev.nocturne.llm.specialist;

import dev.nocturne.core.Text;
import dev.nocturne.core.run.RunContext;
import dev.nocturne.core.run.RunFailure;
import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.llm.agent.AgentLoop;
import dev.nocturne.llm.agent.Arguments;
import dev.nocturne.llm.agent.ModelCalls;
import dev.nocturne.llm.agent.Parameters;
import dev.nocturne.llm.agent.Spending;
import dev.nocturne.llm.agent.TextSink;
import dev.nocturne.llm.agent.Tool;
import dev.nocturne.llm.agent.WrongArguments;
import dev.nocturne.llm.model.ChatModel;
import dev.nocturne.llm.model.Message;
import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.model.ToolSpec;
import dev.nocturne.sources.pack.Agent;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** A tool that asks an agent of the pack, which has its own model and tools. */
public final class Specialist implements Tool {
    private static final int QUESTION_CHARS = 4_000;

    private final Agent agent;
    private final ChatModel model;
    private final List<Tool> tools;
    private final String instructions;
    private final RunContext run;
    private final ModelCalls models;
    private final Spending spending;

    public Specialist(
            Agent agent,
            ChatModel model,
            List<Tool> tools,
            String instructions,
            RunContext run,
            ModelCalls models,
            Spending spending) {
        this.agent = agent;
        this.model = model;
        this.tools = List.copyOf(tools);
        this.instructions = instructions;
        this.run = run;
        this.models = models;
        this.spending = spending;
    }

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                toolName(agent.name()),
                "Asks the specialist "
                        + agent.name()
                        + (agent.role().isEmpty() ? "" : " (" + agent.role() + ")")
                        + ". It sees only your question, so include ids and times.",
                new Parameters().text("question", "what it is to find out").schema());
    }

    /** The prefix of the keys of the model calls within the call with this key. */
    public static String keyPrefix(String callKey) {
        return callKey + "/";
    }

    /** Providers accept up to 64 letters, digits, _ and - in the name of a tool. */
    static String toolName(String agent) {
        String name = agent.replaceAll("[^A-Za-z0-9_-]", "_");
        return Text.cut(name, 64);
    }

    @Override
    public Prepared prepare(ObjectNode arguments) throws WrongArguments {
        String question = new Arguments(arguments).text("question", QUESTION_CHARS);
        return new Prepared(
                agent.name(),
                question,
                Effect.READS,
                spending.budget().specialistTimeout(),
                null,
                key -> ask(key, question));
    }

    private ToolResult ask(String key, String question) throws ToolFailure, InterruptedException {
        SpecialistSteps steps = new SpecialistSteps(run, agent.name(), key);
        AgentLoop loop =
                new AgentLoop(
                        new AgentLoop.Task(
                                agent.name(),
                                keyPrefix(key),
                                model,
                                tools,
                                List.of(
                                        new Message.Instructions(instructions),
                                        new Message.Input(question)),
                                () -> false),
                        models,
                        spending,
                        steps,
                        new TextSink.Silent());
        try {
            AgentLoop.Ending ending = loop.run();
            return new ToolResult(answerOf(ending), steps.views(), steps.steps());
        } catch (ModelFailure failure) {
            throw new ToolFailure(failure.kind().code(), String.valueOf(failure.getMessage()));
        } catch (RunFailure failure) {
            throw new ToolFailure(failure.code(), String.valueOf(failure.getMessage()));
        }
    }

    private static String answerOf(AgentLoop.Ending ending) throws ToolFailure {
        if (ending.stop() == null) {
            return ending.text();
        }
        if (ending.text().isBlank()) {
            throw new ToolFailure(
                    "budget_" + ending.stop().name().toLowerCase(Locale.ROOT),
                    "No answer, because " + ending.stop().reason() + ".");
        }
        return ending.text() + "\n\n[Partial: " + ending.stop().reason() + ".]";
    }
}
