package dev.nocturne.investigator.gather;

import dev.nocturne.environment.Snapshot;
import java.util.Optional;

/** Decides what to ask next. Pure: the same snapshot always leads to the same question. */
@FunctionalInterface
public interface NextQuestion {
    /** Empty when nothing more is to be asked. */
    Optional<Inquiry<?>> after(Snapshot known);
}
