package dev.nocturne.llm.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nocturne.llm.model.ChatModel;
import dev.nocturne.llm.model.FinishReason;
import dev.nocturne.llm.model.Message;
import dev.nocturne.llm.model.ModelAnswer;
import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.model.ModelListener;
import dev.nocturne.llm.model.ModelRequest;
import dev.nocturne.llm.model.ToolRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real HTTP against a server that other people wrote. */
class AimockTest {
    private static final String FIXTURES =
            """
            {"fixtures": [
              {"match": {"userMessage": "status"},
               "response": {"content": "The link SYD-MEL is down since 07:00, and it was not noticed until now.",
                            "usage": {"prompt_tokens": 120, "completion_tokens": 17, "total_tokens": 137,
                                      "input_tokens": 120, "output_tokens": 17}}},
              {"match": {"userMessage": "look"},
               "response": {"toolCalls": [
                 {"name": "find", "arguments": "{\\"q\\":\\"a rather long question about links\\"}"},
                 {"name": "list", "arguments": "{\\"q\\":\\"another rather long question\\"}"}]}},
              {"match": {"userMessage": "slow"},
               "response": {"error": {"message": "wait", "type": "rate_limit_error"}, "status": 429}}
            ]}
            """;

    @TempDir Path dir;
    private AimockServer server;

    @BeforeEach
    void start() throws Exception {
        server =
                AimockServer.start(
                        Path.of("src", "test", "aimock"), dir, FIXTURES, "--chunk-size", "7");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private ChatModel model(String provider) {
        return provider.equals("openai")
                ? Answers.openAi(server.openAi())
                : Answers.anthropic(server.anthropic());
    }

    private static ModelRequest say(String text) {
        return new ModelRequest(
                "m1",
                List.of(new Message.Instructions("Be brief."), new Message.Input(text)),
                List.of(Answers.tool("find"), Answers.tool("list")),
                true,
                500,
                Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void textStreamsInPieces(String provider) throws Exception {
        Answers.Ear ear = new Answers.Ear();

        ModelAnswer answer = model(provider).ask(say("status"), ear);

        assertThat(ear.pieces).hasSizeGreaterThan(5);
        assertThat(answer.text())
                .isEqualTo(String.join("", ear.pieces))
                .startsWith("The link SYD-MEL");
        assertThat(answer.finish()).isEqualTo(FinishReason.STOP);
        assertThat(answer.usage().input()).isEqualTo(120);
        assertThat(answer.usage().output()).isEqualTo(17);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void parallelToolCallsComeWholeAndInOrder(String provider) throws Exception {
        Answers.Ear ear = new Answers.Ear();

        ModelAnswer answer = model(provider).ask(say("look"), ear);

        assertThat(answer.calls()).extracting(ToolRequest::name).containsExactly("find", "list");
        assertThat(answer.calls())
                .extracting(ToolRequest::arguments)
                .containsExactly(
                        "{\"q\":\"a rather long question about links\"}",
                        "{\"q\":\"another rather long question\"}");
        assertThat(answer.calls()).extracting(ToolRequest::id).doesNotHaveDuplicates();
        assertThat(ear.calls).isEqualTo(answer.calls());
        assertThat(answer.finish()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void tooManyRequestsAreReportedAsSuch(String provider) {
        ModelFailure failure =
                catchThrowableOfType(
                        ModelFailure.class,
                        () -> model(provider).ask(say("slow"), ModelListener.NONE));

        assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.RATE_LIMITED);
    }

    @Test
    void anAbortedAnswerIsNotHeardOn() throws Exception {
        try (AimockServer slow =
                AimockServer.start(
                        Path.of("src", "test", "aimock"),
                        dir,
                        FIXTURES,
                        "--chunk-size",
                        "2",
                        "--latency",
                        "100")) {
            CountDownLatch heard = new CountDownLatch(1);
            CountDownLatch ended = new CountDownLatch(1);
            ModelListener first =
                    new ModelListener() {
                        @Override
                        public void text(String piece) {
                            heard.countDown();
                        }

                        @Override
                        public void call(int index, ToolRequest request) {}
                    };
            Thread asking =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    Answers.openAi(slow.openAi()).ask(say("status"), first);
                                } catch (InterruptedException e) {
                                    ended.countDown();
                                } catch (ModelFailure e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();

            asking.interrupt();

            assertThat(ended.await(200, TimeUnit.MILLISECONDS)).isTrue();
        }
    }
}
