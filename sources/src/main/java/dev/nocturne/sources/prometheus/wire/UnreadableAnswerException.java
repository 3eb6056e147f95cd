package dev.nocturne.sources.prometheus.wire;

import java.io.IOException;

/** An answer has another form than the API's. The message is a clause for users. */
public final class UnreadableAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    public UnreadableAnswerException(String message) {
        super(message);
    }
}
