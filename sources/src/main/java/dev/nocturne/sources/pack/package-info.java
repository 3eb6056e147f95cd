/** Pack packs: the data that agents query. */
@NullMarked
package dev.nocturne.sources.pack;

import org.jspecify.annotations.NullMarked;
