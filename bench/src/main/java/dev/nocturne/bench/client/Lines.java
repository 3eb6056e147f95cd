package dev.nocturne.bench.client;

import dev.nocturne.bench.result.WrongRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Reads a stream line by line, for infrequent events. */
public final class Lines {
    private static final int SILENCE_MILLIS = 60_000;

    private Lines() {}

    /** Waits for lines that begin with these texts, in this order. */
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
                            "a stream ended before '" + beginnings.get(found) + "' arrived");
                }
                found += line.startsWith(beginnings.get(found)) ? 1 : 0;
            }
        }
    }

    /** A stream that is being read in the background. */
    public static final class Reading implements AutoCloseable {
        private final Socket socket;
        private final FutureTask<Integer> frames;

        private Reading(Socket socket, String status) {
            this.socket = socket;
            this.frames = new FutureTask<>(() -> count(socket, status));
            Thread.ofVirtual().name("reading").start(frames);
        }

        private static int count(Socket socket, String status) throws IOException {
            BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            int frames = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("data: {\"status\":\"" + status + "\"}")) {
                    return frames;
                }
                frames += line.startsWith("id: ") ? 1 : 0;
            }
            throw new WrongRun("a stream ended without the status " + status);
        }

        /** Waits for the end of the stream; returns the number of its frames. */
        public int awaitEnd() throws IOException {
            try {
                return frames.get();
            } catch (ExecutionException e) {
                throw new IOException("a stream could not be read", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Starts reading a stream to its end, which must have this status. */
    public static Reading startToEnd(byte[] request, int port, String status) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(SILENCE_MILLIS);
        socket.getOutputStream().write(request);
        return new Reading(socket, status);
    }

    /** Reads a stream to its end; fails if that does not have this status. */
    public static void toEnd(byte[] request, int port, String status) throws IOException {
        await(request, port, List.of("event: done", "data: {\"status\":\"" + status + "\"}"));
    }
}
