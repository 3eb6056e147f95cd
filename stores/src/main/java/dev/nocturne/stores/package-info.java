/** Stores, one package for each kind of database. */
@NullMarked
package dev.nocturne.stores;

import org.jspecify.annotations.NullMarked;
