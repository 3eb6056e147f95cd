package dev.nocturne.cli.client;

import org.jspecify.annotations.Nullable;

/** The server could not be asked, or said no. The message is a sentence for a person. */
public final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it is: a client reacts to these differently. */
    public enum Kind {
        /** Nobody answers there, or the answer broke off. */
        UNREACHABLE,
        /** The server answered that it will not or cannot. */
        REFUSED,
        /** Something answers there, but it is not a Nocturne server. */
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

    static ApiFailure refused(int status, String code, String detail) {
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
    boolean passing() {
        return kind == Kind.UNREACHABLE
                || (kind == Kind.REFUSED && (status >= 500 || status == 429));
    }
}
