/** What a disk and a database do by themselves, in this process. */
@NullMarked
package dev.nocturne.bench.reference;

import org.jspecify.annotations.NullMarked;
