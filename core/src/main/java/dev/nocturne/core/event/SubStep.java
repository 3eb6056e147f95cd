package dev.nocturne.core.event;

/** One query a specialist made on the way to its answer. {@code index} counts from 0. */
public record SubStep(int index, String query, String resultSummary, String agent) {}
