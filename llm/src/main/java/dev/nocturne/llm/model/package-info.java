/** What is said to a language model and what it says, in our own words: no provider, no library. */
@NullMarked
package dev.nocturne.llm.model;

import org.jspecify.annotations.NullMarked;
