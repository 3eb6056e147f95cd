/**
 * What the built-in investigator finds, and how far a model's conclusion agrees and is borne out.
 */
@NullMarked
package dev.nocturne.llm.grounding;

import org.jspecify.annotations.NullMarked;
