package dev.nocturne.investigator.cause;

/** Whether something is wrong. */
public enum Verdict {
    FAULT,
    NO_FAULT,
    INCONCLUSIVE;

    /** The word of the wire contract. */
    public String word() {
        return switch (this) {
            case FAULT -> "fault";
            case NO_FAULT -> "no_fault";
            case INCONCLUSIVE -> "inconclusive";
        };
    }
}
