package dev.nocturne.core.session;

/** The {@code status} values of status events that mean something to the fold. */
final class SessionNotes {
    static final String CANCELLING = "cancelling";
    static final String RESUMED = "resumed";

    private SessionNotes() {}
}
