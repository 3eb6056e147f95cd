/** The store SPI: durable event logs, leases, and what is kept beside a log. */
@NullMarked
package dev.nocturne.core.log;

import org.jspecify.annotations.NullMarked;
