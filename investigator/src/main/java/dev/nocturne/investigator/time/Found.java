package dev.nocturne.investigator.time;

/** A part of a text that was understood, and where the text goes on after it. */
record Found<T>(T value, int until) {}
