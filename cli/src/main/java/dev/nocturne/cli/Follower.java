package dev.nocturne.cli;

import dev.nocturne.cli.client.ApiFailure;
import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.cli.client.SessionTail;
import dev.nocturne.cli.client.TailListener;
import dev.nocturne.cli.client.WireEvent;
import dev.nocturne.cli.render.AnswerCommand;
import dev.nocturne.cli.render.AnswerView;
import dev.nocturne.cli.render.LiveView;
import dev.nocturne.cli.render.Screen;
import dev.nocturne.core.event.EventCodec;
import java.util.concurrent.atomic.AtomicBoolean;

/** Shows a session while its turn runs. */
final class Follower {
    /** What is shown of it. */
    enum Form {
        /** Every step, then the answer. */
        STEPS,
        /** Only the answer. */
        ANSWER,
        /** Every event as a line of JSON. */
        JSON
    }

    private final Surroundings around;
    private final NocturneClient client;
    private final Form form;

    Follower(Surroundings around, NocturneClient client, Form form) {
        this.around = around;
        this.client = client;
        this.form = form;
    }

    /**
     * Shows events after seq {@code since} until the turn ends, or with {@code follow} until the
     * session is deleted. Returns the exit code for how it ended.
     */
    int show(String session, long since, boolean follow) {
        Screen screen = around.screen();
        try {
            SessionTail tail = new SessionTail(client, around.pause(), around.nanos());
            TailListener view = new PipeGuard(view(session), screen);
            String status = tail.follow(session, since, follow, view);
            if (form == Form.JSON) {
                screen.line("{\"event\":\"done\",\"data\":{\"status\":" + quote(status) + "}}");
            }
            return follow ? ExitCode.COMPLETED : ExitCode.of(status);
        } catch (PipeClosed e) {
            return ExitCode.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted", e);
        }
    }

    private TailListener view(String session) {
        Screen screen = around.screen();
        AnswerCommand answer =
                new AnswerCommand(session, ServerOption.optionsToReach(client, around));
        return switch (form) {
            case STEPS -> new LiveView(screen, around.times().get(), answer);
            case ANSWER -> new AnswerView(screen, around.errors(), around.times().get(), answer);
            case JSON -> new JsonLines(screen);
        };
    }

    /** Makes Ctrl-C cancel the session's turn, and a second Ctrl-C exit. */
    void cancelOnInterrupt(String session) {
        AtomicBoolean interrupted = new AtomicBoolean();
        Screen errors = around.errors();
        around.interrupts()
                .onInterrupt(() -> {
                    if (interrupted.getAndSet(true)) {
                        System.exit(ExitCode.CANCELLED);
                    }
                    errors.line("");
                    errors.line("cancelling; press Ctrl-C again to exit at once");
                    try {
                        client.cancel(session);
                    } catch (ApiFailure e) {
                        errors.line("cancel failed: " + e.getMessage());
                    }
                });
    }

    private static String quote(String text) {
        return EventCodec.JSON.writeValueAsString(text);
    }

    /** Prints each event on a line of its own, its data as the server sent it. */
    private record JsonLines(Screen screen) implements TailListener {
        @Override
        public void onEvent(WireEvent e) {
            screen.line(
                    "{\"seq\":%d,\"event\":%s,\"data\":%s}"
                            .formatted(e.seq(), quote(e.event()), e.data()));
        }

        @Override
        public void onDisconnect(String why) {}

        @Override
        public void onReconnect() {}
    }

    /** Stops when the reader closed the pipe, as in {@code nocturne tail ID | head}. */
    private record PipeGuard(TailListener view, Screen screen) implements TailListener {
        @Override
        public void onEvent(WireEvent event) {
            view.onEvent(event);
            if (screen.isPipeClosed()) {
                throw new PipeClosed();
            }
        }

        @Override
        public void onDisconnect(String why) {
            view.onDisconnect(why);
        }

        @Override
        public void onReconnect() {
            view.onReconnect();
        }
    }

    private static final class PipeClosed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
