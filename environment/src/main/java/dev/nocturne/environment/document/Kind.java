package dev.nocturne.environment.document;

/** The two collections of a pack's knowledge. */
public enum Kind {
    /** How to deal with a kind of incident. */
    RUNBOOKS("runbooks"),
    /** Earlier incidents and what came of them. */
    TICKETS("tickets");

    private final String key;

    Kind(String key) {
        this.key = key;
    }

    /**
     * Its name in manifests: under {@code paths}, {@code search_indexes} and as an agent's {@code
     * index_key}.
     */
    public String key() {
        return key;
    }
}
