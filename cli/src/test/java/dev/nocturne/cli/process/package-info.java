/** Tests of the packaged command as its users get it: processes, signals, kills. */
@NullMarked
package dev.nocturne.cli.process;

import org.jspecify.annotations.NullMarked;
