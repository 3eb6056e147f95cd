/** What the gathered data show to be wrong, whatever they are: numbers, states, events, alarms. */
@NullMarked
package dev.nocturne.investigator.symptom;

import org.jspecify.annotations.NullMarked;
