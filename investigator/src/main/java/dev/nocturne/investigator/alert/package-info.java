/** Reading an alert: who, when, what it claims. */
@NullMarked
package dev.nocturne.investigator.alert;

import org.jspecify.annotations.NullMarked;
