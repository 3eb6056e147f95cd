/**
 * What an investigation can ask about: the environment, its sources, and what they answer. Records
 * and interfaces only; the sources themselves are in module {@code sources}.
 */
@NullMarked
package dev.nocturne.environment;

import org.jspecify.annotations.NullMarked;
