/**
 * The built-in investigator's findings, and how far they and the evidence support a model's
 * conclusion.
 */
@NullMarked
package dev.nocturne.llm.grounding;

import org.jspecify.annotations.NullMarked;
