package dev.nocturne.bench.seed;

import java.nio.charset.StandardCharsets;

/**
 * Creates the events that are sent. They are numbered, so that a reader can detect missing ones.
 */
public final class Events {
    /**
     * The text beside the number; together they are about as long as an ordinary start of a tool
     * call.
     */
    private static final String PAD =
            "GraphExplorerAgent asks which links of the ring between the two sites are down, "
                    + "and which services use them, since fourteen hours thirty-seven";

    private Events() {}

    /** The data of event {@code n}, beginning with its number. */
    public static String data(long n) {
        return "{\"n\":" + n + ",\"query\":\"" + PAD + "\"}";
    }

    public static byte[] post(int port, String path, String body) {
        String head =
                "POST "
                        + path
                        + " HTTP/1.1\r\nHost: 127.0.0.1:"
                        + port
                        + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length
                        + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] get(int port, String path) {
        String head =
                "GET "
                        + path
                        + " HTTP/1.1\r\nHost: 127.0.0.1:"
                        + port
                        + "\r\nAccept: text/event-stream\r\n\r\n";
        return head.getBytes(StandardCharsets.UTF_8);
    }
}
