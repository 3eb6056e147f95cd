package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.run.RunFailure;
import dev.nocturne.core.run.ToolCall;
import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.investigator.BuiltInInvestigator;
import dev.nocturne.server.config.ServerConfig;
import dev.nocturne.server.environments.ServedEnvironments;
import dev.nocturne.server.orchestrators.ScriptedModels;
import dev.nocturne.testkit.session.GoldenHistory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Real events against their schemas, and the schemas against the names that core knows. */
@Timeout(120)
class DescribedEventsTest {
    private static final Path PACK = Path.of("../scenarios/telecom-transport");
    private static final String ALERT =
            "ALARM STORM 2026-06-16T14:40:00Z: PORT_LOS on PORT-AST-BRN-1-A, SERVICE_DOWN on"
                    + " SVC-01.";

    /** Orchestrators write them; core keeps them as they are. */
    private static final List<String> OF_ORCHESTRATORS =
            List.of("diagnosis", "model.request", "model.response");

    /**
     * Histories that servers wrote; the others are of external agents, whose events have shapes of
     * their own.
     */
    private static final List<String> OURS =
            List.of(
                    "completed-with-follow-up",
                    "cancelled-with-follow-up",
                    "resumed-after-kill",
                    "model-with-approvals",
                    "waiting-for-approval");

    /** Older than the orchestrator it shows: its diagnosis and its order are only sketches. */
    private static final String DRAFTED = "model-with-approvals";

    private final DescribedApi api = DescribedApi.get();

    @TempDir Path data;

    /** The names of the events, each of which must be as described. */
    private Set<String> names(List<Sse.Event> events) {
        Set<String> names = new TreeSet<>();
        for (Sse.Event event : events) {
            assertThat(api.eventNames()).contains(event.name());
            assertThat(api.errors(event.name(), event.data()))
                    .as(event.name() + " " + event.data())
                    .isEmpty();
            names.add(event.name());
        }
        return names;
    }

    private static ServerConfig withPack(ServerConfig c) {
        return new ServerConfig(
                c.host(),
                c.port(),
                c.dataDir(),
                List.of(PACK),
                c.tokens(),
                c.allowedHosts(),
                c.sessions(),
                c.streamsPerClient(),
                c.writeDeadline());
    }

    private static String opening() {
        return EventCodec.JSON
                .createObjectNode()
                .put("environment", "telecom-transport")
                .put("alert_text", ALERT)
                .toString();
    }

    private static Orchestrators builtIn(ServedEnvironments environments) {
        return Orchestrators.of(new BuiltInInvestigator(environments::get, InstantSource.system()));
    }

    @Test
    void everyNameThatCoreKnowsHasASchemaAndNoOther() {
        Set<String> known = new HashSet<>(EventCodec.names());
        known.addAll(OF_ORCHESTRATORS);
        known.addAll(List.of("tool_call.begun", "done"));

        assertThat(api.eventNames()).containsExactlyInAnyOrderElementsOf(known);
        JsonNode union = api.document().at("/components/schemas/Event/oneOf");
        assertThat(union.valueStream().map(one -> one.path("$ref").stringValue().substring(1)))
                .containsExactlyElementsOf(
                        api.eventNames().stream().map(api::eventSchema).toList());
        for (String name : api.eventNames()) {
            assertThat(
                            api.document()
                                    .at(api.eventSchema(name) + "/properties/event/const")
                                    .stringValue())
                    .isEqualTo(name);
        }
    }

    @Test
    void theBuiltInInvestigatorsEventsAreAsDescribed() throws Exception {
        try (Lab lab = Lab.startWith(withPack(Lab.config(data)), DescribedEventsTest::builtIn)) {
            String id =
                    lab.post("/api/sessions", opening()).json().path("session_id").stringValue();
            Set<String> names = names(lab.stream(id, 0));
            lab.post("/api/sessions/" + id + "/message", "{\"text\":\"Who is affected?\"}");
            names.addAll(names(lab.stream(id, 0)));

            assertThat(names).contains("diagnosis", "tool_call.complete", "run.complete", "done");
            for (JsonNode step : lab.get("/api/sessions/" + id).json().path("steps")) {
                assertThat(api.errors("/components/schemas/ToolCallComplete", step)).isEmpty();
                lab.get(
                        "/api/sessions/"
                                + id
                                + "/tool-calls/"
                                + step.path("id").stringValue()
                                + "/result");
            }
        }
    }

    @Test
    void aModelsEventsAreAsDescribed() throws Exception {
        try (Lab lab = Lab.startWith(withPack(Lab.config(data)), ScriptedModels::orchestrators)) {
            String id =
                    lab.post("/api/sessions", opening()).json().path("session_id").stringValue();
            try (Wire wire = new Wire(lab.url())) {
                wire.get("/api/sessions/" + id + "/stream").head();
                wire.until("event: approval.requested");
            }
            String approval =
                    lab.get("/api/sessions/" + id).json().at("/approvals/0/id").stringValue();
            lab.post(
                    "/api/sessions/" + id + "/approvals/" + approval,
                    "{\"decision\":\"approve\",\"note\":\"Go.\"}");

            Set<String> names = names(lab.stream(id, 0));

            Set<String> all = new TreeSet<>(api.eventNames());
            all.removeAll(List.of("status", "error"));
            assertThat(names).containsAll(all);
        }
    }

    @Test
    void failedAndCancelledTurnsAreAsDescribed() throws Exception {
        try (Lab lab =
                Lab.start(
                        data,
                        run -> {
                            run.status("Looking.");
                            run.toolCall(
                                    new ToolCall("a", "TelemetryAgent", "Why?", null),
                                    () -> {
                                        throw new ToolFailure("no_light", "It is dark.");
                                    });
                            throw new RunFailure("no_light", "It is too dark to look.", true);
                        })) {
            List<Sse.Event> events = lab.stream(lab.open(), 0);

            assertThat(names(events)).contains("status", "tool_call.complete", "error");
        }
    }

    @Test
    void historiesOfEarlierServersAreAsDescribed() {
        for (String name : OURS) {
            for (Event event : GoldenHistory.read(name).events()) {
                assertThat(api.errors(event.name(), event.data()))
                        .as(name + " " + event.seq())
                        .allMatch(error -> name.equals(DRAFTED) && isDraft(event, error));
            }
        }
    }

    private static boolean isDraft(Event event, String error) {
        return event.name().equals("diagnosis") || error.startsWith("/data/action: required");
    }

    @Test
    void validPayloadsAreDecoded() {
        for (String name : GoldenHistory.NAMES) {
            for (Event event : GoldenHistory.read(name).events()) {
                if (EventCodec.isKnown(event.name())
                        && api.errors(event.name(), event.data()).isEmpty()) {
                    assertThat(EventCodec.decode(event.name(), event.data()))
                            .as(name + " " + event.seq())
                            .isNotInstanceOf(Payload.Custom.class);
                }
            }
        }
    }

    /** So that a schema that takes anything is noticed. */
    @Test
    void aPayloadWithoutARequiredFieldIsNotValid() {
        for (String name : api.eventNames()) {
            assertThat(api.errors(name, "{}")).as(name).isNotEmpty();
        }
    }
}
