/** Models over HTTP: the only package that knows the model library, its keys and its failures. */
@NullMarked
package dev.nocturne.llm.provider;

import org.jspecify.annotations.NullMarked;
