package dev.nocturne.server.orchestrators;

import dev.nocturne.llm.LlmOrchestrator;
import dev.nocturne.llm.agent.Budget;
import dev.nocturne.llm.agent.Patience;
import dev.nocturne.llm.lead.ApprovalPolicy;
import dev.nocturne.llm.lead.Desk;
import dev.nocturne.llm.mcp.McpServers;
import dev.nocturne.llm.model.ChatModel;
import dev.nocturne.llm.model.FinishReason;
import dev.nocturne.llm.model.ModelAnswer;
import dev.nocturne.llm.model.ModelIdentity;
import dev.nocturne.llm.model.ModelListener;
import dev.nocturne.llm.model.ModelRequest;
import dev.nocturne.llm.model.ModelSource;
import dev.nocturne.llm.model.ToolRequest;
import dev.nocturne.llm.model.Usage;
import dev.nocturne.llm.privacy.PrivacySettings;
import dev.nocturne.llm.privacy.Pseudonyms;
import dev.nocturne.llm.provider.AnswerBudget;
import dev.nocturne.server.Orchestrators;
import dev.nocturne.server.environments.ServedEnvironments;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A model-driven orchestrator whose models follow a script. */
public final class ScriptedModels implements ModelSource {
    private static final String ANSWER = "The root cause is **OPT-AST-BRN-1** [E1].";

    /** What the lead does, one list a question; no list means that it answers. */
    private static final List<List<ToolRequest>> LEAD =
            List.of(
                    List.of(
                            new ToolRequest(
                                    "c1", "TelemetryAgent", "{\"question\":\"Which alarms?\"}")),
                    List.of(
                            new ToolRequest(
                                    "c2",
                                    "dispatch_field_engineer",
                                    "{\"entity\":\"OPT-AST-BRN-1\",\"urgency\":\"CRITICAL\",\"summary\":\"Splice"
                                            + " it.\"}")),
                    List.of(
                            new ToolRequest(
                                    "c3",
                                    "record_diagnosis",
                                    "{\"verdict\":\"fault\",\"root_causes\":[{\"entity\":\"OPT-AST-BRN-1\",\"evidence\":[\"E1\"]}],"
                                            + "\"affected\":[{\"entity\":\"SVC-01\",\"impact\":\"down\",\"evidence\":[\"E1\"]}],\"claims\":[{\"text\":\"It"
                                            + " began at"
                                            + " 14:37.\",\"evidence\":[\"E1\"]}],\"actions\":[{\"text\":\"Splice"
                                            + " it.\"}]}")));

    private static final List<List<ToolRequest>> SPECIALIST =
            List.of(
                    List.of(
                            new ToolRequest(
                                    "s1",
                                    "query_data",
                                    "{\"sql\":\"SELECT EntityId, count(*) AS n FROM AlertStream"
                                            + " GROUP BY EntityId ORDER BY n DESC\"}")));

    private ScriptedModels() {}

    /** The orchestrator of these environments. */
    public static Orchestrators orchestrators(ServedEnvironments environments) {
        SecondOpinion opinion = new SecondOpinion(environments::get, UUID::randomUUID);
        InstantSource clock = InstantSource.system();
        McpServers external = new McpServers(List.of(), clock, AnswerBudget.ofHeap());
        return Orchestrators.of(
                new LlmOrchestrator(
                        environments::pack,
                        new Desk(
                                new ScriptedModels(),
                                opinion,
                                ApprovalPolicy.DEFAULT,
                                external,
                                clock),
                        opinion,
                        new Pseudonyms(PrivacySettings.DEFAULT),
                        Budget.DEFAULT,
                        new Patience(new Random(1), pause -> {})));
    }

    @Override
    public List<String> missing() {
        return List.of();
    }

    @Override
    public ChatModel of(String agent, String wish) {
        return new Follows(agent.equals("Orchestrator") ? LEAD : SPECIALIST);
    }

    @Override
    public double cost(ModelIdentity model, Usage usage) {
        return 0.002;
    }

    private record Follows(List<List<ToolRequest>> script) implements ChatModel {
        @Override
        public ModelIdentity identity() {
            return new ModelIdentity("script", "one", "models.example", false);
        }

        @Override
        public ModelAnswer ask(ModelRequest request, ModelListener listener) {
            int number = Integer.parseInt(request.key().replaceAll(".*?(\\d+)$", "$1"));
            Usage usage = new Usage(100, 10, 40);
            if (number > script.size()) {
                listener.text(ANSWER);
                return new ModelAnswer(ANSWER, "", List.of(), FinishReason.STOP, usage);
            }
            List<ToolRequest> calls = script.get(number - 1);
            for (int i = 0; i < calls.size(); i++) {
                listener.call(i, calls.get(i));
            }
            return new ModelAnswer(
                    "", "I look at the alarms first.", calls, FinishReason.TOOL_CALLS, usage);
        }
    }
}
