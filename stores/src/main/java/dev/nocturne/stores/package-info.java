/** Durable event logs, one package per store. */
@NullMarked
package dev.nocturne.stores;

import org.jspecify.annotations.NullMarked;
