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

class OpenAiModelTest {
    private static String delta(String delta) {
        return "{\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}";
    }

    private static String finish(String reason) {
        return "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}";
    }

    private static FaultyServer streams(String... events) throws IOException {
        return new FaultyServer((_, reply) -> {
            reply.stream();
            for (String event : events) {
                reply.data(event);
            }
            reply.end();
        });
    }

    private static ModelAnswer answer(String... events) throws Exception {
        try (FaultyServer server = streams(events)) {
            return Answers.openAi(server.base()).ask(Answers.request(), ModelListener.NONE);
        }
    }

    private static ModelFailure failure(String... events) throws Exception {
        try (FaultyServer server = streams(events)) {
            return failure(server);
        }
    }

    private static ModelFailure failure(FaultyServer server) {
        return failure(server, WireLimits.DEFAULT, Duration.ofSeconds(20));
    }

    private static ModelFailure failure(FaultyServer server, WireLimits limits, Duration timeout) {
        ModelFailure failure =
                catchThrowableOfType(
                        ModelFailure.class,
                        () ->
                                Answers.openAi(server.base(), limits)
                                        .ask(
                                                Answers.request(List.of(), true, timeout),
                                                ModelListener.NONE));
        assertThat(failure).hasMessageNotContaining("sk-hidden-key");
        return failure;
    }

    @Test
    void textIsHeardAsItComesAndTheUsageIsTheProviders() throws Exception {
        try (FaultyServer server =
                streams(
                        delta("{\"role\":\"assistant\",\"content\":\"\"}"),
                        delta("{\"content\":\"Link \"}"),
                        delta("{\"content\":\"down\"}"),
                        finish("stop"),
                        """
                        {"choices":[],"usage":{"prompt_tokens":100,"completion_tokens":7,\
                        "total_tokens":107,"prompt_tokens_details":{"cached_tokens":64}}}\
                        """,
                        "[DONE]")) {
            Answers.Ear ear = new Answers.Ear();

            ModelAnswer answer = Answers.openAi(server.base()).ask(Answers.request(), ear);

            assertThat(ear.pieces).containsExactly("Link ", "down");
            assertThat(answer.text()).isEqualTo("Link down");
            assertThat(answer.finish()).isEqualTo(FinishReason.STOP);
            assertThat(answer.usage()).isEqualTo(new Usage(100, 7, 64));
        }
    }

    @Test
    void theRequestIsWhatServersExpect() throws Exception {
        try (FaultyServer server =
                streams(delta("{\"content\":\"ok\"}"), finish("stop"), "[DONE]")) {
            ModelRequest request =
                    new ModelRequest(
                            "m2",
                            List.of(
                                    new Message.Instructions("Be brief."),
                                    new Message.Input("Look."),
                                    new Message.Answer(
                                            "", List.of(new ToolRequest("c1", "find", "{oops"))),
                                    new Message.ToolReply("c1", "find", "")),
                            List.of(Answers.tool("find")),
                            false,
                            500,
                            Duration.ofSeconds(20));

            Answers.openAi(server.base()).ask(request, ModelListener.NONE);

            FaultyServer.Request sent = server.requests().getFirst();
            assertThat(sent.line()).isEqualTo("POST /v1/chat/completions HTTP/1.1");
            assertThat(sent.headers())
                    .containsEntry("authorization", "Bearer sk-hidden-key")
                    .containsEntry("user-agent", "nocturne")
                    .doesNotContainKey("upgrade");
            JsonNode body = JsonMapper.shared().readTree(sent.body());
            assertThat(body.path("model").asString()).isEqualTo("gpt-test");
            assertThat(body.path("stream").asBoolean()).isTrue();
            assertThat(body.at("/stream_options/include_usage").asBoolean()).isTrue();
            assertThat(body.path("max_tokens").asInt()).isEqualTo(500);
            assertThat(body.path("tool_choice").asString()).isEqualTo("none");
            assertThat(body.at("/tools/0/function/parameters"))
                    .isEqualTo(Answers.tool("find").parameters());
            assertThat(body.at("/messages/2/tool_calls/0/function/arguments").asString())
                    .isEqualTo("{\"malformed\":\"{oops\"}");
            assertThat(body.at("/messages/3/role").asString()).isEqualTo("tool");
            assertThat(body.at("/messages/3/tool_call_id").asString()).isEqualTo("c1");
        }
    }

    @Test
    void withoutToolsThereIsNoToolChoice() throws Exception {
        try (FaultyServer server =
                streams(delta("{\"content\":\"ok\"}"), finish("stop"), "[DONE]")) {
            Answers.openAi(server.base())
                    .ask(
                            Answers.request(List.of(), false, Duration.ofSeconds(20)),
                            ModelListener.NONE);

            assertThat(server.requests().getFirst().body())
                    .doesNotContain("tool_choice")
                    .doesNotContain("\"tools\"");
        }
    }

    @Test
    void aToolCallIsHeardWhenTheNextBegins() throws Exception {
        try (FaultyServer server =
                streams(
                        delta(
                                """
                                {"tool_calls":[{"index":0,"id":"a","type":"function",\
                                "function":{"name":"find","arguments":""}}]}\
                                """),
                        delta(
                                """
                                {"tool_calls":[{"index":0,"function":{"arguments":"{\\"q\\":"}}]}\
                                """),
                        delta(
                                """
                                {"tool_calls":[{"index":0,"function":{"arguments":"\\"x\\"}"}}]}\
                                """),
                        delta(
                                """
                                {"tool_calls":[{"index":1,"id":"b","type":"function",\
                                "function":{"name":"list","arguments":"{}"}}]}\
                                """),
                        delta("{\"content\":\"wait\"}"),
                        finish("tool_calls"),
                        "[DONE]")) {
            Answers.Ear ear = new Answers.Ear();

            ModelAnswer answer = Answers.openAi(server.base()).ask(Answers.request(), ear);

            assertThat(ear.order).containsExactly("call0", "text", "call1");
            assertThat(answer.calls())
                    .containsExactly(
                            new ToolRequest("a", "find", "{\"q\":\"x\"}"),
                            new ToolRequest("b", "list", "{}"))
                    .isEqualTo(ear.calls);
            assertThat(answer.finish()).isEqualTo(FinishReason.TOOL_CALLS);
        }
    }

    @Test
    void missingIdsAreMadeFromTheCallsPlaceAndAStopWithCallsWantsTools() throws Exception {
        ModelAnswer answer =
                answer(
                        delta(
                                """
                                {"tool_calls":[{"index":0,"id":"","function":{"name":"find",\
                                "arguments":"{\\"q\\":1}"}},{"index":1,"function":{"name":"find",\
                                "arguments":"{\\"q\\":2}"}}]}\
                                """),
                        finish("stop"),
                        "[DONE]");

        assertThat(answer.calls()).extracting(ToolRequest::id).containsExactly("call_0", "call_1");
        assertThat(answer.finish()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @Test
    void thoughtsAreNeverText() throws Exception {
        assertThat(
                        answer(
                                delta("{\"reasoning_content\":\"hm\"}"),
                                delta("{\"content\":\"yes\"}"),
                                finish("stop"),
                                "[DONE]"))
                .satisfies(a -> assertThat(a.reasoning()).isEqualTo("hm"))
                .satisfies(a -> assertThat(a.text()).isEqualTo("yes"));
        assertThat(
                        answer(
                                delta("{\"reasoning\":\"hm \"}"),
                                delta("{\"reasoning\":\"so\"}"),
                                delta("{\"content\":\"yes\"}"),
                                finish("stop")))
                .satisfies(a -> assertThat(a.reasoning()).isEqualTo("hm so"))
                .satisfies(a -> assertThat(a.text()).isEqualTo("yes"));
        assertThat(
                        answer(
                                delta("{\"content\":\"\\n<thi\"}"),
                                delta("{\"content\":\"nk>hm</th\"}"),
                                delta("{\"content\":\"ink>\\n\\nyes\"}"),
                                finish("stop")))
                .satisfies(a -> assertThat(a.reasoning()).isEqualTo("hm"))
                .satisfies(a -> assertThat(a.text()).isEqualTo("yes"));
    }

    @Test
    void endsAreToldApart() throws Exception {
        assertThat(answer(delta("{\"content\":\"a\"}"), finish("length"), "[DONE]").finish())
                .isEqualTo(FinishReason.LENGTH);
        assertThat(answer(finish("content_filter"), "[DONE]").finish())
                .isEqualTo(FinishReason.CONTENT_FILTER);
        ModelAnswer refusal =
                answer(delta("{\"refusal\":\"I cannot.\"}"), finish("stop"), "[DONE]");
        assertThat(refusal.finish()).isEqualTo(FinishReason.REFUSAL);
        assertThat(refusal.text()).isEqualTo("I cannot.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    429 | {"error":{"message":"slow down","type":"tokens"}} | RATE_LIMITED
                    500 | oops | UNAVAILABLE
                    503 | <html>no</html> | UNAVAILABLE
                    529 | {"error":{"type":"overloaded_error"}} | UNAVAILABLE
                    401 | {"error":{"message":"Incorrect API key: sk-hidden-key"}} | UNAUTHORIZED
                    403 | {"error":{"message":"no"}} | UNAUTHORIZED
                    404 | {"error":{"code":"model_not_found"}} | UNKNOWN_MODEL
                    400 | {"error":{"code":"context_length_exceeded","message":"x"}} | CONTEXT_OVERFLOW
                    400 | {"object":"error","message":"This model's maximum context length is 4096"} | CONTEXT_OVERFLOW
                    400 | {"error":{"message":"request exceeds the available context size"}} | CONTEXT_OVERFLOW
                    500 | {"error":"input exceeds the context length"} | CONTEXT_OVERFLOW
                    400 | {"error":{"code":"content_filter","message":"x"}} | CONTENT_FILTER
                    400 | {"error":{"code":"x","innererror":{"code":"ResponsibleAIPolicyViolation"}}} | CONTENT_FILTER
                    400 | {"error":{"message":"bad sk-hidden-key"}} | REFUSED
                    422 | {"detail":[{"msg":"missing","input":"the maximum context length is"}]} | REFUSED
                    400 | {"error":{"code":"string_above_max_length","message":"user is too long"}} | REFUSED
                    402 | {"error":{"message":"Insufficient credits","code":402}} | REFUSED
                    408 | {} | TIMEOUT
                    307 | moved | REFUSED
                    """)
    void statusesHaveTheirKinds(int status, String body, Kind kind) throws Exception {
        try (FaultyServer server =
                new FaultyServer((_, reply) ->
                        reply.document(
                                status,
                                "application/json",
                                body,
                                "Location: http://127.0.0.2/elsewhere"))) {
            ModelFailure failure = failure(server);

            assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After: 7, 7000",
        "Retry-After: 1.5, 1500",
        "retry-after-ms: 250, 250",
        "'Retry-After: Thu, 01 Jan 1970 00:00:09 GMT', 0",
        "Retry-After: 999999, 3600000"
    })
    void theWaitAProviderAsksForIsHandedOn(String header, long millis) throws Exception {
        try (FaultyServer server =
                new FaultyServer(
                        (_, reply) -> reply.document(429, "application/json", "{}", header))) {
            assertThat(failure(server).retryAfter()).contains(Duration.ofMillis(millis));
        }
    }

    @Test
    void errorsWithinAStreamAreErrors() throws Exception {
        assertThat(
                        failure(
                                        delta("{\"content\":\"a\"}"),
                                        "{\"error\":{\"message\":\"boom\",\"type\":\"server_error\"}}")
                                .kind())
                .isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure("{\"error\":{\"message\":\"Rate limit\",\"code\":429}}").kind())
                .isEqualTo(Kind.RATE_LIMITED);
        assertThat(
                        failure("{\"error\":{\"message\":\"maximum context length\",\"code\":400}}")
                                .kind())
                .isEqualTo(Kind.CONTEXT_OVERFLOW);
    }

    @Test
    void anErrorDocumentWithAGoodStatusIsAnError() throws Exception {
        try (FaultyServer server =
                new FaultyServer((_, reply) ->
                        reply.document(
                                200,
                                "application/json",
                                "{\"error\":{\"message\":\"x\",\"code\":502}}"))) {
            assertThat(failure(server).kind()).isEqualTo(Kind.UNAVAILABLE);
        }
        try (FaultyServer server =
                new FaultyServer((_, reply) -> reply.document(200, "text/html", "<p>Login</p>"))) {
            assertThat(failure(server).kind()).isEqualTo(Kind.BROKEN_ANSWER);
        }
    }

    @Test
    void aStreamWithoutItsEndIsACutConnection() throws Exception {
        assertThat(failure(delta("{\"content\":\"a\"}")).kind()).isEqualTo(Kind.CONNECTION);
        try (FaultyServer server =
                new FaultyServer((_, reply) -> {
                    reply.stream();
                    reply.data(delta("{\"content\":\"a\"}"));
                    reply.raw("ff\r\ndata: {\"choi");
                    reply.cut();
                })) {
            assertThat(failure(server).kind()).isEqualTo(Kind.CONNECTION);
        }
    }

    @Test
    void nonsenseInAStreamIsABrokenAnswer() throws Exception {
        assertThat(failure("{\"choices\":[{").kind()).isEqualTo(Kind.BROKEN_ANSWER);
        assertThat(failure("{\"choices\":7,\"usage\":[]}").kind()).isEqualTo(Kind.BROKEN_ANSWER);
    }

    @Test
    void silenceEndsACall() throws Exception {
        WireLimits impatient =
                new WireLimits(
                        Duration.ofSeconds(5), Duration.ofMillis(100), 1 << 20, 1 << 16, 1 << 10);
        try (FaultyServer server =
                new FaultyServer((_, reply) -> {
                    reply.stream();
                    reply.data(delta("{\"content\":\"a\"}"));
                    reply.hang();
                })) {
            ModelFailure failure = failure(server, impatient, Duration.ofSeconds(20));

            assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(failure).hasMessageContaining("stopped in the middle");
            assertThat(server.awaitClosed(5_000)).isTrue();
        }
    }

    @Test
    void theTimeOfTheWholeCallIsLimited() throws Exception {
        try (FaultyServer before = new FaultyServer((_, reply) -> reply.hang());
                FaultyServer middle =
                        new FaultyServer((_, reply) -> {
                            reply.stream();
                            reply.hang();
                        })) {
            assertThat(failure(before, WireLimits.DEFAULT, Duration.ofMillis(150)).kind())
                    .isEqualTo(Kind.TIMEOUT);
            assertThat(failure(middle, WireLimits.DEFAULT, Duration.ofMillis(150)).kind())
                    .isEqualTo(Kind.TIMEOUT);
            assertThat(before.awaitClosed(5_000)).isTrue();
            assertThat(middle.awaitClosed(5_000)).isTrue();
        }
    }

    @Test
    void whatIsTooBigIsNotRead() throws Exception {
        WireLimits small =
                new WireLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), 4_000, 1_000, 100);
        String word = delta("{\"content\":\"" + "x".repeat(500) + "\"}");
        try (FaultyServer longLine = streams(delta("{\"content\":\"" + "x".repeat(2_000) + "\"}"));
                FaultyServer longBody =
                        streams(word, word, word, word, word, word, word, word, finish("stop"));
                FaultyServer longError =
                        new FaultyServer((_, reply) ->
                                reply.document(500, "text/plain", "y".repeat(50_000)))) {
            assertThat(failure(longLine, small, Duration.ofSeconds(9)).kind())
                    .isEqualTo(Kind.BROKEN_ANSWER);
            assertThat(failure(longBody, small, Duration.ofSeconds(9)).kind())
                    .isEqualTo(Kind.BROKEN_ANSWER);
            ModelFailure error = failure(longError, small, Duration.ofSeconds(9));
            assertThat(error.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(error.getMessage()).hasSizeLessThan(300);
        }
    }

    @Test
    void anAddressWithoutAServerIsAConnectionFailure() throws Exception {
        FaultyServer gone = streams();
        gone.close();

        assertThat(failure(gone).kind()).isEqualTo(Kind.CONNECTION);
    }

    @Test
    void whatAListenerThrowsComesOutAndEndsTheRequest() throws Exception {
        try (FaultyServer server =
                new FaultyServer((_, reply) -> {
                    reply.stream();
                    reply.data(delta("{\"content\":\"a\"}"));
                    reply.hang();
                })) {
            IllegalStateException over = new IllegalStateException("over");
            ModelListener throwing =
                    new ModelListener() {
                        @Override
                        public void text(String piece) {
                            throw over;
                        }

                        @Override
                        public void call(int index, ToolRequest request) {}
                    };

            assertThat(
                            catchThrowableOfType(
                                    IllegalStateException.class,
                                    () ->
                                            Answers.openAi(server.base())
                                                    .ask(Answers.request(), throwing)))
                    .isSameAs(over);
            assertThat(server.awaitClosed(5_000)).isTrue();
        }
    }

    @Test
    void aConnectionIsUsedAgain() throws Exception {
        try (FaultyServer server =
                streams(delta("{\"content\":\"a\"}"), finish("stop"), "[DONE]")) {
            HttpChatModel model = Answers.openAi(server.base());

            for (int i = 0; i < 3; i++) {
                assertThat(model.ask(Answers.request(), ModelListener.NONE).text()).isEqualTo("a");
            }

            assertThat(server.connections()).isEqualTo(1);
        }
    }
}
