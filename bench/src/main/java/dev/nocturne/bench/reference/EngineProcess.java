package dev.nocturne.bench.reference;

import dev.nocturne.bench.client.LoadSample;
import dev.nocturne.bench.process.Child;
import dev.nocturne.bench.process.Jvm;
import dev.nocturne.bench.process.Ports;
import dev.nocturne.bench.result.WrongRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Runs {@link EngineServer} as a process. */
public final class EngineProcess implements AutoCloseable {
    private final Child child;
    private final Socket socket;
    private final BufferedReader answers;

    private EngineProcess(Child child, Socket socket) throws IOException {
        this.child = child;
        this.socket = socket;
        this.answers =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts it with a database in the folder. */
    public static EngineProcess start(Path folder) throws IOException {
        int port = Ports.free();
        Child child =
                Jvm.start(
                        "engine",
                        folder,
                        Jvm.LIKE_THE_LAUNCHER,
                        EngineServer.class,
                        "" + port,
                        folder.toString());
        try {
            return new EngineProcess(child, Ports.connect(child, port));
        } catch (IOException e) {
            child.close();
            throw e;
        }
    }

    /** Measures new sessions, each of which posts its next event when the last is durable. */
    public LoadSample closedLoop(int sessions, Duration warmUp, Duration time) throws IOException {
        String question = sessions + " " + warmUp.toMillis() + " " + time.toMillis() + "\n";
        socket.getOutputStream().write(question.getBytes(StandardCharsets.UTF_8));
        String answer = answers.readLine();
        if (answer == null) {
            throw new WrongRun("the engine ended: " + child.said());
        }
        String[] values = answer.split(" ", -1);
        return LoadSample.pace(
                Double.parseDouble(values[0]),
                Double.parseDouble(values[1]),
                Double.parseDouble(values[2]));
    }

    @Override
    public void close() throws IOException {
        socket.close();
        child.close();
    }
}
