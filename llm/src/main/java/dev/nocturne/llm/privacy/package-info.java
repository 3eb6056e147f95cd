/** Keeps what names people from providers elsewhere, and puts it back into what they answer. */
@NullMarked
package dev.nocturne.llm.privacy;

import org.jspecify.annotations.NullMarked;
