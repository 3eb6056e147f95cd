package dev.nocturne.investigator.gather;

import dev.nocturne.environment.Question;
import dev.nocturne.investigator.report.Case.Topic;

/**
 * A question with the reason for asking it.
 *
 * @param topic what the answer is evidence of
 * @param words the question for users
 * @param why what the answer will decide
 */
public record Inquiry<T>(Topic topic, Question<T> question, String words, String why) {}
