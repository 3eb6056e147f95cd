package dev.nocturne.core.event;

/** One query that a specialist made for its answer. {@code index} counts from 0. */
public record SubStep(int index, String query, String resultSummary, String agent) {}
