package dev.nocturne.bench.client;

import dev.nocturne.bench.result.WrongRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads a stream line by line, for what happens seldom. */
public final class Lines {
    private static final int SILENCE_MILLIS = 60_000;

    private Lines() {}

    /** Returns when lines with these beginnings have come, in this order. */
    public static void await(byte[] request, int port, List<String> beginnings) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(SILENCE_MILLIS);
            socket.getOutputStream().write(request);
            BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            int found = 0;
            while (found < beginnings.size()) {
                String line = lines.readLine();
                if (line == null) {
                    throw new WrongRun(
                            "a stream ended before '" + beginnings.get(found) + "' came");
                }
                found += line.startsWith(beginnings.get(found)) ? 1 : 0;
            }
        }
    }

    /** Reads a stream to its end; fails when it does not say {@code status}. */
    public static void toEnd(byte[] request, int port, String status) throws IOException {
        await(request, port, List.of("event: done", "data: {\"status\":\"" + status + "\"}"));
    }
}
