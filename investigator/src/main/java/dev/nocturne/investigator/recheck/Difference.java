package dev.nocturne.investigator.recheck;

/**
 * Something that is not as it was.
 *
 * @param what where: a field of the diagnosis, a sentence of the answer, a value of a metric
 * @param recorded as the session has it; empty when it has nothing there
 * @param now as it is now; empty when there is nothing
 */
public record Difference(String what, String recorded, String now) {}
