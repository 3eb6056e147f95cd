package dev.nocturne.environment;

/**
 * A question that was asked, with its answer.
 *
 * @param evidence by which reports refer to it, such as {@code E3}
 */
public record Part<T>(String evidence, Question<T> question, Answer<T> answer) {}
