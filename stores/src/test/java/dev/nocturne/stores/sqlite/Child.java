package dev.nocturne.stores.sqlite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another process that works on a database, as {@link ChildMain} does. */
final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    Child(Path database, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(ChildMain.class.getName());
        command.add(database.toString());
        command.addAll(List.of(args));
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    long pid() {
        return process.pid();
    }

    /** What it printed next, or the text {@code end} when it is gone. */
    String line() throws IOException {
        String line = out.readLine();
        return line == null ? "end" : line;
    }

    /** As {@code kill -9} does. */
    void kill() {
        // By its handle: by the process object it would lose what it had printed.
        process.toHandle().destroyForcibly();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + pid() + " does not die");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while process " + pid() + " dies", e);
        }
    }

    @Override
    public void close() throws IOException {
        kill();
        out.close();
    }
}
