package dev.nocturne.cli;

import dev.nocturne.cli.client.ApiFailure;
import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.cli.client.SessionTail;
import dev.nocturne.cli.client.TailListener;
import dev.nocturne.cli.client.WireEvent;
import dev.nocturne.cli.render.AnswerCommand;
import dev.nocturne.cli.render.LiveView;
import dev.nocturne.cli.render.Screen;
import dev.nocturne.core.event.EventCodec;
import java.util.concurrent.atomic.AtomicBoolean;

/** Shows a session while it goes on, for people or as JSON lines. */
final class Follower {
    private final Surroundings around;
    private final NocturneClient client;
    private final boolean json;

    Follower(Surroundings around, NocturneClient client, boolean json) {
        this.around = around;
        this.client = client;
        this.json = json;
    }

    /**
     * Shows events after seq {@code since} until the turn ends, or with {@code follow} until the
     * session is deleted. Returns the exit code for how it ended.
     */
    int show(String session, long since, boolean follow) {
        Screen screen = around.screen();
        AnswerCommand answer = new AnswerCommand(session, ServerOption.toReach(client, around));
        TailListener view = json ? new JsonLines(screen) : new LiveView(screen, answer);
        try {
            SessionTail tail = new SessionTail(client, around.pause(), around.nanos());
            String status = tail.follow(session, since, follow, new WhileRead(view, screen));
            if (json) {
                screen.line("{\"event\":\"done\",\"data\":{\"status\":" + quoted(status) + "}}");
            }
            return follow ? ExitCode.COMPLETED : ExitCode.of(status);
        } catch (ReaderGone e) {
            return ExitCode.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted", e);
        }
    }

    /** From now on Ctrl-C cancels the session's turn, and a second one leaves. */
    void cancelOnInterrupt(String session) {
        AtomicBoolean asked = new AtomicBoolean();
        Screen errors = around.errors();
        around.interrupts()
                .onInterrupt(() -> {
                    if (asked.getAndSet(true)) {
                        System.exit(ExitCode.CANCELLED);
                    }
                    errors.line("");
                    errors.line("cancelling; Ctrl-C again leaves at once");
                    try {
                        client.cancel(session);
                    } catch (ApiFailure e) {
                        errors.line("cancel failed: " + e.getMessage());
                    }
                });
    }

    private static String quoted(String text) {
        return EventCodec.JSON.writeValueAsString(text);
    }

    /** Each event on a line of its own, its data as the server sent it. */
    private record JsonLines(Screen screen) implements TailListener {
        @Override
        public void event(WireEvent e) {
            screen.line(
                    "{\"seq\":%d,\"event\":%s,\"data\":%s}"
                            .formatted(e.seq(), quoted(e.event()), e.data()));
        }

        @Override
        public void lost(String why) {}

        @Override
        public void regained() {}
    }

    /** Stops when nobody reads any more, as in {@code nocturne tail ID | head}. */
    private record WhileRead(TailListener view, Screen screen) implements TailListener {
        @Override
        public void event(WireEvent event) {
            view.event(event);
            if (screen.broken()) {
                throw new ReaderGone();
            }
        }

        @Override
        public void lost(String why) {
            view.lost(why);
        }

        @Override
        public void regained() {
            view.regained();
        }
    }

    private static final class ReaderGone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
