package dev.nocturne.core.event;

/** A column of a table; {@code type} is one of {@code string, number, datetime, boolean}. */
public record Column(String name, String type) {}
