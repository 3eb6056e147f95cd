package dev.nocturne.sources.prometheus.wire;

import java.io.IOException;

/** An answer is larger than its limit. The message is a clause for users. */
public final class LargeAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    public LargeAnswerException(String message) {
        super(message);
    }
}
