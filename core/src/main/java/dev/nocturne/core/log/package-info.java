/** The store SPI: durable event logs, leases, and the data stored with a log. */
@NullMarked
package dev.nocturne.core.log;

import org.jspecify.annotations.NullMarked;
