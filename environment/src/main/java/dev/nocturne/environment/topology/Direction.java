package dev.nocturne.environment.topology;

/** Which relations a walk follows from an entity. */
public enum Direction {
    /** From source to target. */
    OUT,
    /** From target to source. */
    IN,
    /** Either way. */
    BOTH
}
