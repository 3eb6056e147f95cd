package dev.nocturne.llm.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nocturne.llm.model.FinishReason;
import dev.nocturne.llm.model.Message;
import dev.nocturne.llm.model.ModelAnswer;
import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.model.ModelFailure.Kind;
import dev.nocturne.llm.model.ModelListener;
import dev.nocturne.llm.model.ModelRequest;
import dev.nocturne.llm.model.ToolRequest;
import dev.nocturne.llm.model.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against streams shaped as Anthropic documents them. */
class AnthropicModelTest {
    private static final String START =
            """
            {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",\
            "model":"claude-test","content":[],"stop_reason":null,"usage":{"input_tokens":20,\
            "cache_creation_input_tokens":5,"cache_read_input_tokens":100,"output_tokens":1}}}\
            """;

    private static void block(FaultyServer.Reply reply, int index, String start, String... deltas)
            throws IOException {
        reply.event(
                "content_block_start",
                "{\"type\":\"content_block_start\",\"index\":"
                        + index
                        + ",\"content_block\":"
                        + start
                        + "}");
        for (String delta : deltas) {
            reply.event(
                    "content_block_delta",
                    "{\"type\":\"content_block_delta\",\"index\":"
                            + index
                            + ",\"delta\":"
                            + delta
                            + "}");
        }
        reply.event(
                "content_block_stop", "{\"type\":\"content_block_stop\",\"index\":" + index + "}");
    }

    private static void end(FaultyServer.Reply reply, String reason) throws IOException {
        reply.event(
                "message_delta",
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\""
                        + reason
                        + "\"},\"usage\":{\"output_tokens\":42}}");
        reply.event("message_stop", "{\"type\":\"message_stop\"}");
        reply.end();
    }

    private static void text(FaultyServer.Reply reply, int index, String text) throws IOException {
        block(
                reply,
                index,
                "{\"type\":\"text\",\"text\":\"\"}",
                "{\"type\":\"text_delta\",\"text\":\"" + text + "\"}");
    }

    private static ModelFailure failure(FaultyServer server) {
        return catchThrowableOfType(
                ModelFailure.class,
                () -> Answers.anthropic(server.base()).ask(Answers.request(), ModelListener.NONE));
    }

    @Test
    void textThoughtsToolsAndUsageAreKeptApart() throws Exception {
        try (FaultyServer server =
                new FaultyServer((_, reply) -> {
                    reply.stream();
                    reply.event("message_start", START);
                    reply.event("ping", "{\"type\":\"ping\"}");
                    block(
                            reply,
                            0,
                            "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}",
                            "{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}",
                            "{\"type\":\"signature_delta\",\"signature\":\"xyz\"}");
                    text(reply, 1, "I look.");
                    block(
                            reply,
                            2,
                            "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"find\",\"input\":{}}",
                            "{\"type\":\"input_json_delta\",\"partial_json\":\"\"}",
                            "{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"q\\\"\"}",
                            "{\"type\":\"input_json_delta\",\"partial_json\":\": 1}\"}");
                    block(
                            reply,
                            3,
                            "{\"type\":\"tool_use\",\"id\":\"toolu_2\",\"name\":\"list\",\"input\":{}}");
                    end(reply, "tool_use");
                })) {
            Answers.Ear ear = new Answers.Ear();

            ModelAnswer answer = Answers.anthropic(server.base()).ask(Answers.request(), ear);

            assertThat(answer.text()).isEqualTo("I look.");
            assertThat(answer.reasoning()).isEqualTo("hm");
            assertThat(answer.calls())
                    .containsExactly(
                            new ToolRequest("toolu_1", "find", "{\"q\": 1}"),
                            new ToolRequest("toolu_2", "list", "{}"))
                    .isEqualTo(ear.calls);
            assertThat(answer.finish()).isEqualTo(FinishReason.TOOL_CALLS);
            assertThat(answer.usage()).isEqualTo(new Usage(125, 42, 100));
        }
    }

    @Test
    void theRequestIsWhatAnthropicExpects() throws Exception {
        try (FaultyServer server =
                new FaultyServer((_, reply) -> {
                    reply.stream();
                    reply.event("message_start", START);
                    text(reply, 0, "ok");
                    end(reply, "end_turn");
                })) {
            ModelRequest request =
                    new ModelRequest(
                            "m2",
                            List.of(
                                    new Message.Instructions("Be brief."),
                                    new Message.Input("Look."),
                                    new Message.Answer(
                                            "", List.of(new ToolRequest("t1", "find", "{oops"))),
                                    new Message.ToolReply("t1", "find", "nothing")),
                            List.of(Answers.tool("find")),
                            false,
                            500,
                            Duration.ofSeconds(20));

            Answers.anthropic(server.base()).ask(request, ModelListener.NONE);

            FaultyServer.Request sent = server.requests().getFirst();
            assertThat(sent.line()).isEqualTo("POST /v1/messages HTTP/1.1");
            assertThat(sent.headers())
                    .containsEntry("x-api-key", "sk-hidden-key")
                    .containsEntry("anthropic-version", "2023-06-01");
            JsonNode body = JsonMapper.shared().readTree(sent.body());
            assertThat(body.path("stream").asBoolean()).isTrue();
            assertThat(body.path("max_tokens").asInt()).isEqualTo(500);
            assertThat(body.at("/system/0/text").asString()).isEqualTo("Be brief.");
            assertThat(body.at("/tool_choice/type").asString()).isEqualTo("none");
            assertThat(body.at("/tools/0/input_schema"))
                    .isEqualTo(Answers.tool("find").parameters());
            assertThat(body.at("/messages/1/content/0/input/malformed").asString())
                    .isEqualTo("{oops");
            assertThat(body.at("/messages/2/content/0/tool_use_id").asString()).isEqualTo("t1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, STOP",
        "max_tokens, LENGTH",
        "refusal, REFUSAL",
        "model_context_window_exceeded, LENGTH",
        "pause_turn, OTHER"
    })
    void endsAreToldApart(String reason, FinishReason finish) throws Exception {
        try (FaultyServer server =
                new FaultyServer((_, reply) -> {
                    reply.stream();
                    reply.event("message_start", START);
                    text(reply, 0, "x");
                    end(reply, reason);
                })) {
            assertThat(
                            Answers.anthropic(server.base())
                                    .ask(Answers.request(), ModelListener.NONE)
                                    .finish())
                    .isEqualTo(finish);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "overloaded_error, Overloaded, UNAVAILABLE",
        "api_error, Internal server error, UNAVAILABLE",
        "rate_limit_error, wait, RATE_LIMITED",
        "invalid_request_error, prompt is too long: 210000 tokens > 200000, CONTEXT_OVERFLOW",
        "invalid_request_error, messages: roles must alternate, REFUSED"
    })
    void errorsWithinAStreamAreErrors(String type, String message, Kind kind) throws Exception {
        try (FaultyServer server =
                new FaultyServer((_, reply) -> {
                    reply.stream();
                    reply.event("message_start", START);
                    reply.event(
                            "error",
                            "{\"type\":\"error\",\"error\":{\"type\":\""
                                    + type
                                    + "\",\"message\":\""
                                    + message
                                    + "\"}}");
                    reply.end();
                })) {
            assertThat(failure(server).kind()).isEqualTo(kind);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "529, overloaded_error, Overloaded, UNAVAILABLE",
        "429, rate_limit_error, wait, RATE_LIMITED",
        "400, invalid_request_error, prompt is too long: 210000 tokens, CONTEXT_OVERFLOW",
        "413, request_too_large, too big, CONTEXT_OVERFLOW",
        "400, invalid_request_error, credit balance is too low, REFUSED",
        "401, authentication_error, invalid x-api-key, UNAUTHORIZED",
        "404, not_found_error, model: claude-test, UNKNOWN_MODEL"
    })
    void statusesHaveTheirKinds(int status, String type, String message, Kind kind)
            throws Exception {
        try (FaultyServer server =
                new FaultyServer((_, reply) ->
                        reply.document(
                                status,
                                "application/json",
                                "{\"type\":\"error\",\"error\":{\"type\":\""
                                        + type
                                        + "\",\"message\":\""
                                        + message
                                        + "\"}}"))) {
            assertThat(failure(server).kind()).isEqualTo(kind);
        }
    }

    @Test
    void aStreamWithoutItsLastEventIsACutConnection() throws Exception {
        try (FaultyServer server =
                new FaultyServer((_, reply) -> {
                    reply.stream();
                    reply.event("message_start", START);
                    text(reply, 0, "half");
                    reply.end();
                })) {
            assertThat(failure(server).kind()).isEqualTo(Kind.CONNECTION);
        }
    }
}
