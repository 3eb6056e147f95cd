package dev.nocturne.cli.client;

/** Hears what a followed session says. Called on the following thread, in order. */
public interface TailListener {
    /** The next event; each comes exactly once. */
    void event(WireEvent event);

    /** The connection is gone and is being tried again. Once for each loss. */
    void lost(String why);

    /** The connection is back, and goes on where it was lost. */
    void regained();
}
