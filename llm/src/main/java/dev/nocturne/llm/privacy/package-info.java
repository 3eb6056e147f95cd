/** Replaces personal data in requests to external providers, and restores it in their answers. */
@NullMarked
package dev.nocturne.llm.privacy;

import org.jspecify.annotations.NullMarked;
