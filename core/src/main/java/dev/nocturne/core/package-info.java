/** Events, log SPI, fold, writer, manager, subscriptions, leases, orchestrator SPI. */
@NullMarked
package dev.nocturne.core;

import org.jspecify.annotations.NullMarked;
