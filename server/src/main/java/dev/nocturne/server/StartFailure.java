package dev.nocturne.server;

import java.util.List;

/** Why a server did not start: sentences for the person who started it. */
public final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** The kind of obstacle. */
    public enum Kind {
        /** A pack is missing or wrong; every mistake is listed. */
        PACKS,
        /** The database is in use, damaged, not a Nocturne database, or cannot be written. */
        STORE,
        /** The port is taken, or the address is not this machine's. */
        ADDRESS
    }

    private final Kind kind;

    public StartFailure(Kind kind, List<String> lines) {
        super(String.join("\n", lines));
        this.kind = kind;
    }

    public StartFailure(Kind kind, String line, Throwable cause) {
        super(line, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public List<String> lines() {
        return String.valueOf(getMessage()).lines().toList();
    }
}
