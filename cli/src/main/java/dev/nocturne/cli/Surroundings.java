package dev.nocturne.cli;

import dev.nocturne.cli.client.Pause;
import dev.nocturne.cli.render.Screen;
import dev.nocturne.cli.render.Style;
import dev.nocturne.cli.render.Times;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The environment of a command: variables, streams, terminal, clocks and randomness of the process.
 * Only this class names the system's own.
 *
 * @param home the user's home folder
 * @param folder the current folder
 * @param install the distribution's folder; null when run from class files
 * @param columns width of the terminal, 0 when the output is no terminal
 * @param times the present moment in the reader's time zone
 */
record Surroundings(
        Map<String, String> env,
        Path home,
        Path folder,
        @Nullable Path install,
        int columns,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Supplier<UUID> ids,
        LongSupplier nanos,
        Pause pause,
        Supplier<Times> times,
        ServerStarter servers,
        Interrupts interrupts,
        Browser browser) {

    /** Set by the launcher: the distribution's folder. */
    private static final String INSTALL = "nocturne.home";

    /** Set by the launcher, which asks the terminal; not set where the output is no terminal. */
    private static final String COLUMNS = "nocturne.columns";

    static Surroundings system() {
        String install = System.getProperty(INSTALL);
        // Java takes it from the password file, every other command from HOME.
        String home = System.getenv().getOrDefault("HOME", System.getProperty("user.home", "."));
        return new Surroundings(
                System.getenv(),
                Path.of(home),
                Path.of(""),
                install == null ? null : Path.of(install),
                Integer.getInteger(COLUMNS, 0),
                System.in,
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                UUID::randomUUID,
                System::nanoTime,
                Thread::sleep, // the pause between two attempts to reconnect
                // The time zone is loaded only for commands that show times.
                () -> new Times(Instant.now(), ZoneId.systemDefault()),
                new LocalServers(),
                Interrupts.ofProcess(),
                Browser.system(System.getenv()));
    }

    /** Answers and JSON are UTF-8 in every locale. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    /** An environment variable; null when it is not set or empty. */
    @Nullable String variable(String name) {
        String value = env.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    Screen screen() {
        return new Screen(out, new Style(colour()), columns);
    }

    Screen errors() {
        return new Screen(err, new Style(colour()), columns);
    }

    /** no-color.org: any value that is not empty. */
    boolean colour() {
        return columns > 0 && variable("NO_COLOR") == null && !"dumb".equals(variable("TERM"));
    }
}
