package dev.nocturne.investigator.dependency;

/** What the failure of one entity does to another, mildest first. */
public enum Effect {
    /** Lost a spare way; still works and is not expected to complain. */
    AT_RISK,
    /** Works on its spare way or in part. */
    DEGRADED,
    /** Does not work. */
    DOWN;

    /** The word of the wire contract. */
    public String word() {
        return switch (this) {
            case AT_RISK -> "at_risk";
            case DEGRADED -> "degraded";
            case DOWN -> "down";
        };
    }
}
