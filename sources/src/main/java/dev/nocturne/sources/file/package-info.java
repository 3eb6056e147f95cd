/** Live environments that are described in a file: docs/environments.md. */
@NullMarked
package dev.nocturne.sources.file;

import org.jspecify.annotations.NullMarked;
