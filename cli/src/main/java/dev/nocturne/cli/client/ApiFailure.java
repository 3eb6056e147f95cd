package dev.nocturne.cli.client;

import org.jspecify.annotations.Nullable;

/** The server could not be reached, or refused. The message is a sentence for a person. */
public final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The kinds of failure, to which a client reacts differently. */
    public enum Kind {
        /** No server answered, or the answer broke off. */
        UNREACHABLE,
        /** The server refused the request. */
        REFUSED,
        /** The answer does not come from a Nocturne server. */
        NOT_UNDERSTOOD
    }

    private final Kind kind;
    private final int status;
    private final String code;

    private ApiFailure(
            Kind kind, int status, String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = status;
        this.code = code;
    }

    static ApiFailure unreachable(ServerAddress server, String why, @Nullable Throwable cause) {
        String message = "no server answers at " + server.base() + " (" + why + ")";
        return new ApiFailure(Kind.UNREACHABLE, 0, "", message, cause);
    }

    static ApiFailure refusal(int status, String code, String detail) {
        return new ApiFailure(Kind.REFUSED, status, code, detail, null);
    }

    static ApiFailure notUnderstood(ServerAddress server, String what, @Nullable Throwable cause) {
        String message = server.base() + " does not speak Nocturne's API: " + what;
        return new ApiFailure(Kind.NOT_UNDERSTOOD, 0, "", message, cause);
    }

    public Kind kind() {
        return kind;
    }

    /** HTTP status of a refusal, else 0. */
    public int status() {
        return status;
    }

    /** Stable name of a refusal, e.g. {@code turn_running}; empty for anything else. */
    public String code() {
        return code;
    }

    /** Whether the same request may succeed later. */
    boolean isTransient() {
        return kind == Kind.UNREACHABLE
                || (kind == Kind.REFUSED && (status >= 500 || status == 429));
    }
}
