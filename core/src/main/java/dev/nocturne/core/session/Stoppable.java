package dev.nocturne.core.session;

/** Something that goes on for a turn and ends with it. */
@FunctionalInterface
interface Stoppable {
    void stop();
}
