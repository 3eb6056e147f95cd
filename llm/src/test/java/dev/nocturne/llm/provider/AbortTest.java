package dev.nocturne.llm.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.llm.model.ChatModel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interrupting the calling thread closes the connection; seen from the server's end of it. */
class AbortTest {
    private enum Moment {
        BEFORE_THE_STATUS,
        BEFORE_THE_FIRST_BYTE,
        IN_THE_MIDDLE,
        IN_AN_ERROR
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void anInterruptClosesTheConnectionAtOnce(int moment) throws Exception {
        for (boolean openAi : new boolean[] {true, false}) {
            try (FaultyServer server =
                    new FaultyServer((_, reply) -> hang(Moment.values()[moment], reply))) {
                ChatModel model =
                        openAi ? Answers.openAi(server.base()) : Answers.anthropic(server.base());
                Answers.Ear ear = new Answers.Ear();
                CompletableFuture<Throwable> end = new CompletableFuture<>();
                Thread asking =
                        Thread.ofVirtual()
                                .start(() -> {
                                    try {
                                        model.ask(Answers.request(), ear);
                                    } catch (Exception e) {
                                        end.complete(e);
                                    }
                                });
                assertThat(server.awaitHanging()).isTrue();

                asking.interrupt();

                assertThat(server.awaitClosed(5_000)).isTrue();
                assertThat(end.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
            }
        }
    }

    private static void hang(Moment moment, FaultyServer.Reply reply) throws java.io.IOException {
        switch (moment) {
            case BEFORE_THE_STATUS -> {}
            case BEFORE_THE_FIRST_BYTE -> reply.stream();
            case IN_THE_MIDDLE -> {
                reply.stream();
                reply.chunk(": a comment\n\n");
            }
            case IN_AN_ERROR ->
                    reply.raw("HTTP/1.1 500 X\r\nContent-Length: 100\r\n\r\nbut this is");
        }
        reply.hang();
    }
}
