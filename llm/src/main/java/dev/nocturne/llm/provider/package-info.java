/** Models over HTTP. The only package that uses the model library. */
@NullMarked
package dev.nocturne.llm.provider;

import org.jspecify.annotations.NullMarked;
