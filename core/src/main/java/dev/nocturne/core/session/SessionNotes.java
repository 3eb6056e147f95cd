package dev.nocturne.core.session;

/** The {@code status} values of status events that the fold evaluates. */
final class SessionNotes {
    static final String CANCELLING = "cancelling";
    static final String RESUMED = "resumed";

    private SessionNotes() {}
}
