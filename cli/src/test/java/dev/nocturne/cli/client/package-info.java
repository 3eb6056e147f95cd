@NullMarked
package dev.nocturne.cli.client;

import org.jspecify.annotations.NullMarked;
