/** Requests to language models and their answers, independent of providers and libraries. */
@NullMarked
package dev.nocturne.llm.model;

import org.jspecify.annotations.NullMarked;
