package dev.nocturne.cli.client;

/** Receives the events of a followed session, in order, on the thread that follows it. */
public interface TailListener {
    /** The next event; each is delivered exactly once. */
    void onEvent(WireEvent event);

    /** The connection broke and is being opened again. Called once per connection. */
    void onDisconnect(String why);

    /** The connection is open again and continues after the last event. */
    void onReconnect();
}
