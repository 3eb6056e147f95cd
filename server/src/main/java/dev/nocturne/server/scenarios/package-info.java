/** The endpoints that show the loaded scenario packs. */
@NullMarked
package dev.nocturne.server.scenarios;

import org.jspecify.annotations.NullMarked;
