package dev.nocturne.investigator.dependency;

/** How trouble travels over a relation. */
enum Sense {
    /** The source fails when the target fails: {@code Service depends_on Database}. */
    SOURCE_NEEDS_TARGET,
    /** The target fails when the source fails: {@code Host hosts Service}. */
    TARGET_NEEDS_SOURCE,
    /** Trouble does not travel: policies, people, neighbourhood, observation. */
    NONE
}
