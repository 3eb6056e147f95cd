/** The nocturne command and its distribution. */
@NullMarked
package dev.nocturne.cli;

import org.jspecify.annotations.NullMarked;
