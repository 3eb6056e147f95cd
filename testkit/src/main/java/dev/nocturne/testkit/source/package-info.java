/** What every source of an environment must do. */
@NullMarked
package dev.nocturne.testkit.source;

import org.jspecify.annotations.NullMarked;
