package dev.nocturne.cli;

import dev.nocturne.cli.render.Times;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands in this process, with a home folder and variables of their own. */
abstract class CommandTest {
    @TempDir Path home;

    final Map<String, String> env = new HashMap<>();
    final List<String> opened = new ArrayList<>();
    String stdin = "";
    int columns;

    /** Starts the servers of local runs; replaced by tests that expect some. */
    ServerStarter servers =
            (options, settings) -> {
                throw new AssertionError("no server is to be started");
            };

    /** The present; replaced by tests that ask real systems. */
    Supplier<Times> times =
            () -> new Times(Instant.parse("2025-12-31T23:51:00Z"), ZoneId.of("Europe/Berlin"));

    /** Keys of requests; replaced by tests that send several to one server. */
    Supplier<UUID> ids = () -> new UUID(1, 2);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    int run(String... args) {
        out.reset();
        err.reset();
        return Nocturne.run(around(), args);
    }

    /** The standard output of the last command. */
    String printed() {
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    /** The standard error of the last command. */
    String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    Surroundings around() {
        return new Surroundings(
                Map.copyOf(env),
                home,
                home,
                null,
                columns,
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                ids,
                () -> 0,
                pause -> {},
                times,
                servers,
                action -> {},
                opened::add);
    }
}
