package dev.nocturne.llm;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.log.InMemoryStore;
import dev.nocturne.core.session.SessionLimits;
import dev.nocturne.llm.agent.Budget;
import dev.nocturne.llm.agent.Patience;
import dev.nocturne.llm.grounding.Findings;
import dev.nocturne.llm.lead.ApprovalPolicy;
import dev.nocturne.llm.lead.Desk;
import dev.nocturne.llm.lead.FieldDispatch;
import dev.nocturne.llm.mcp.McpServers;
import dev.nocturne.llm.model.ChatModel;
import dev.nocturne.llm.model.ModelIdentity;
import dev.nocturne.llm.model.ModelSource;
import dev.nocturne.llm.model.Usage;
import dev.nocturne.llm.privacy.PrivacySettings;
import dev.nocturne.llm.privacy.Pseudonyms;
import dev.nocturne.llm.provider.AnswerBudget;
import dev.nocturne.sources.pack.LoadResult;
import dev.nocturne.sources.pack.Pack;
import dev.nocturne.sources.pack.PackReader;
import dev.nocturne.testkit.session.LogRules;
import dev.nocturne.testkit.session.TestSessions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A session manager with the model-driven orchestrator on a real pack, and scripted models. */
final class Lab implements AutoCloseable {
    static final String CAUSE = "OPT-AST-BRN-1";
    static final String ALERT =
            "ALARM STORM 2026-06-16T14:40:00Z: PORT_LOS on PORT-AST-BRN-1-A, SERVICE_DOWN on SVC-01.";
    private static final Instant AS_OF = Instant.parse("2026-06-16T14:40:00Z");

    private static final Pack PACK = load();

    final InMemoryStore store = new InMemoryStore(InstantSource.system());
    final Map<String, ChatModel> models = new HashMap<>();
    final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger dispatched = new AtomicInteger();
    Budget budget = Budget.DEFAULT;
    ApprovalPolicy approvals = ApprovalPolicy.DEFAULT;
    List<String> missing = List.of();
    private TestSessions bench;
    private int starts;

    Lab() {
        bench = start();
    }

    private static Pack load() {
        return switch (PackReader.load(Path.of("../scenarios/telecom-transport"))) {
            case LoadResult.Loaded(Pack scenario) -> scenario;
            case LoadResult.Refused refused -> throw new AssertionError(refused);
        };
    }

    private TestSessions start() {
        return new TestSessions(
                store,
                new LlmOrchestrator(
                        name -> Optional.of(PACK),
                        new Desk(
                                new Source(),
                                new Dispatching(),
                                approvals,
                                new McpServers(
                                        List.of(), InstantSource.system(), AnswerBudget.ofHeap()),
                                InstantSource.system()),
                        (scenario, alert) -> Optional.of(findings()),
                        new Pseudonyms(PrivacySettings.DEFAULT),
                        budget,
                        new Patience(new Random(1), pauses::add)),
                SessionLimits.DEFAULT,
                ++starts);
    }

    /** As after the death of the process, with what was set meanwhile. */
    void restart() {
        bench.close();
        bench = start();
    }

    /** The script of the model of that agent. */
    Script model(String agent) {
        Script script = new Script();
        models.put(agent, script);
        return script;
    }

    /** What was scripted for that agent. */
    Script scriptOf(String agent) {
        if (models.get(agent) instanceof Script script) {
            return script;
        }
        throw new AssertionError("no script for " + agent);
    }

    TestSessions sessions() {
        return bench;
    }

    /** Investigates the alert to its end. */
    SessionId investigate() throws InterruptedException {
        SessionId session = bench.begin(ALERT);
        bench.awaitEnd(session);
        return session;
    }

    List<Event> log(SessionId session) {
        List<Event> log = bench.log(session);
        List<String> breaches = LogRules.breaches(log);
        if (!breaches.isEmpty()) {
            throw new AssertionError(breaches + " in " + log);
        }
        return log;
    }

    /** The data of all events of that name. */
    List<JsonNode> events(SessionId session, String name) {
        return log(session).stream()
                .filter(e -> e.name().equals(name))
                .map(e -> EventCodec.JSON.readTree(e.data()))
                .toList();
    }

    /** The data of the only event of that name. */
    JsonNode event(SessionId session, String name) {
        List<JsonNode> all = events(session, name);
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " events " + name + ": " + all);
        }
        return all.getFirst();
    }

    static Findings findings() {
        ObjectNode diagnosis = JsonNodeFactory.instance.objectNode();
        diagnosis.put("verdict", "fault");
        diagnosis.putArray("root_causes").addObject().put("entity", CAUSE);
        diagnosis.putArray("affected").addObject().put("entity", "SVC-01").put("impact", "down");
        return new Findings(diagnosis, "The cause is " + CAUSE + ", says the analysis.", AS_OF);
    }

    @Override
    public void close() {
        bench.close();
    }

    private final class Source implements ModelSource {
        @Override
        public List<String> missing() {
            return missing;
        }

        @Override
        public ChatModel of(String agent, String wish) {
            return models.computeIfAbsent(agent, a -> new Script());
        }

        @Override
        public double cost(ModelIdentity model, Usage usage) {
            return (usage.input() * 2 + usage.output() * 8) / 1e6;
        }
    }

    private final class Dispatching implements FieldDispatch {
        @Override
        public boolean possible(String scenario) {
            return true;
        }

        @Override
        public Optional<Order> plan(
                String scenario, String alert, String entity, String urgency, String summary) {
            dispatched.incrementAndGet();
            ObjectNode action = JsonNodeFactory.instance.objectNode();
            action.put("status", "dispatched").put("dispatch_id", "DSP-1");
            return Optional.of(new Order("An engineer goes to " + entity + ".", action));
        }
    }
}
