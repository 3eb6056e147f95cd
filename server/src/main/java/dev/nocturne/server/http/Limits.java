package dev.nocturne.server.http;

import java.time.Duration;

/** Limits of a request, each with its reason; PROTOCOL.md lists them. */
public final class Limits {
    /**
     * Request line and headers together: a bearer token and a proxy's additions, several times
     * over.
     */
    public static final int HEADER_BYTES = 16 * 1024;

    /** A body with one text: the text's limit, its JSON escapes (six bytes for one), and room. */
    public static final int BODY_BYTES = 1024 * 1024;

    /** A batch of events of an external agent: what the store commits in well under a second. */
    public static final int EVENTS_BODY_BYTES = 4 * 1024 * 1024;

    /**
     * An alert or a message, in UTF-8: some 500 lines of an alarm list, and what a model can take.
     */
    public static final int TEXT_BYTES = 32 * 1024;

    /** A person's note on an approval: a paragraph or two, which a model reads. */
    public static final int NOTE_BYTES = 2 * 1024;

    /** Names of environments, orchestrators, agents: shown in lists. */
    public static final int NAME_BYTES = 200;

    /** A search query: a paragraph. */
    public static final int QUERY_BYTES = 4 * 1024;

    /** Nesting of JSON: far more than any event has, far less than a stack. */
    public static final int JSON_DEPTH = 64;

    /** Digits of a JSON number: any double and any id, and no arithmetic on megabytes of digits. */
    public static final int NUMBER_CHARS = 400;

    /** Characters of a JSON field name. */
    public static final int FIELD_NAME_CHARS = 1_000;

    /** How long a body may take to arrive: 4 MiB over a slow mobile line. */
    public static final int BODY_SECONDS = 60;

    /** Field names and values of a body: some 40 MB of objects, far more than a full batch has. */
    public static final int JSON_TOKENS = 400_000;

    /** Bytes of objects that a byte of JSON may become: {@code {}} is an object of some 100. */
    public static final int TREE_FACTOR = 24;

    /**
     * An answer that a socket's buffer mostly takes at once. All answers to commands are shorter.
     */
    static final int SHORT_ANSWER = 64 * 1024;

    /**
     * How long a request waits for memory that others hold. Most hold it for some milliseconds; a
     * body that does not arrive may hold it for a minute.
     */
    static final Duration MEMORY_PATIENCE = Duration.ofMillis(500);

    private Limits() {}
}
