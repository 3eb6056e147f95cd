package dev.nocturne.cli.render;

import dev.nocturne.cli.client.TailListener;
import dev.nocturne.cli.client.WireEvent;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;

/**
 * Prints nothing but the answer. What a person has to act on (an approval, a failure, a lost
 * connection) goes to standard error.
 */
public final class AnswerView implements TailListener {
    private final Screen screen;
    private final Screen errors;
    private final Times times;
    private final AnswerCommand answerCommand;

    public AnswerView(Screen screen, Screen errors, Times times, AnswerCommand answerCommand) {
        this.screen = screen;
        this.errors = errors;
        this.times = times;
        this.answerCommand = answerCommand;
    }

    @Override
    public void onEvent(WireEvent event) {
        Payload payload = EventCodec.decode(event.event(), event.data());
        if (payload instanceof Payload.MessageComplete answer) {
            Markdown markdown = new Markdown(screen, times);
            markdown.add(answer.text());
            markdown.end();
        } else if (payload instanceof Payload.ApprovalRequested request) {
            new ApprovalView(errors, times).request(request, answerCommand);
        } else if (payload instanceof Payload.RunError error) {
            String outcome = "cancelled".equals(error.code()) ? "cancelled" : "failed";
            errors.prose(outcome + ": " + Screen.clean(error.message()), "");
        }
    }

    @Override
    public void onDisconnect(String why) {
        errors.line(why + "; reconnecting");
    }

    @Override
    public void onReconnect() {
        errors.line("reconnected");
    }
}
