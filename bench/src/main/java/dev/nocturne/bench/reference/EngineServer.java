package dev.nocturne.bench.reference;

import dev.nocturne.bench.client.LoadSample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@link EngineAlone} as a process with the heap of the packaged server. It measures itself: it
 * replies to a line {@code sessions warmUpMillis millis} with {@code perSecond p50 p99}.
 */
public final class EngineServer {
    private EngineServer() {}

    /** Arguments: port, folder of the database. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (ServerSocket server =
                        new ServerSocket(
                                Integer.parseInt(args[0]), 1, InetAddress.getLoopbackAddress());
                EngineAlone engine = EngineAlone.open(Path.of(args[1]));
                Socket socket = server.accept()) {
            BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<Integer> asked =
                        List.of(line.split(" ", -1)).stream().map(Integer::parseInt).toList();
                LoadSample sample =
                        Producers.closedLoop(
                                engine.sessions(asked.get(0)),
                                Duration.ofMillis(asked.get(1)),
                                Duration.ofMillis(asked.get(2)));
                String answer = sample.perSecond() + " " + sample.p50() + " " + sample.p99() + "\n";
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
