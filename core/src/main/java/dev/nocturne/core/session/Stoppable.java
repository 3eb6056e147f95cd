package dev.nocturne.core.session;

/** A part of a running turn that is stopped when the turn ends. */
@FunctionalInterface
interface Stoppable {
    void stop();
}
