package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.stores.sqlite.NativeLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Unpacks SQLite for this machine and exercises, on temporary data, what servers and commands do
 * when they start. The launcher makes the JVM record the classes that this loads.
 */
@Command(
        name = "warm-up",
        description = {
            "Builds the startup cache (takes a few seconds).",
            "Run it after unpacking a distribution or changing the JDK. Writes lib/nocturne.aot and"
                    + " the SQLite library beside the program."
        })
final class WarmUpCommand implements Callable<Integer> {
    /** Far longer than a request to a server in the same process takes. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final Surroundings around;

    WarmUpCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path install = around.install();
        List<Path> packs = ShippedPacks.list(around);
        if (install == null || packs.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED, "the sample data is missing; run the launcher, bin/nocturne");
        }
        unpack(install.resolve("lib"));
        Path work = TemporaryServer.folder("nocturne-warm-up-");
        try {
            Logging.toFile(work);
            Surroundings quiet = quiet(work);
            // On a new data folder first, then on one that is there already.
            run(quiet, "investigate", "--data", work.toString());
            try (RunningServer server =
                    EmbeddedServer.start(quiet, 0, work, packs, Duration.ZERO)) {
                visit(quiet, server.url());
            }
        } finally {
            TemporaryServer.remove(work);
        }
        return ExitCode.COMPLETED;
    }

    private static void unpack(Path lib) {
        try {
            NativeLibrary.unpack(lib);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "cannot unpack SQLite to " + lib + ": " + e, e);
        }
    }

    /** Without environment variables, which may name a server or a model that costs money. */
    private Surroundings quiet(Path home) {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Surroundings(
                Map.of(),
                home,
                home,
                around.install(),
                80,
                InputStream.nullInputStream(),
                nowhere,
                nowhere,
                around.ids(),
                around.nanos(),
                around.pause(),
                around.times(),
                around.servers(),
                around.interrupts(),
                url -> false);
    }

    private static void run(Surroundings quiet, String... args) {
        int code = Nocturne.run(quiet, args);
        if (code != ExitCode.COMPLETED) {
            throw new CommandFailure(
                    ExitCode.FAILED, "'" + String.join(" ", args) + "' ended with code " + code);
        }
    }

    private static void visit(Surroundings quiet, String url) throws InterruptedException {
        run(quiet, "investigate", "--json", "--server", url);
        run(quiet, "list", "--server", url);
        try (NocturneClient client = ServerOption.client(url, quiet);
                HttpClient http = HttpClient.newHttpClient()) {
            String id = client.create(ShippedPacks.DEFAULT, "All is quiet.", "external");
            ask(http, HttpRequest.newBuilder(URI.create(url + "/")));
            ask(http, HttpRequest.newBuilder(URI.create(url + "/health/ready")));
            ask(
                    http,
                    HttpRequest.newBuilder(URI.create(url + "/api/sessions/" + id + "/events"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(turn(id))));
            run(quiet, "tail", id, "--server", url);
            run(quiet, "show", id, "--markdown", "--server", url);
        }
    }

    /** The events of an external agent's turn. */
    private static String turn(String id) {
        return """
        {"events":[
        {"event":"session.created","data":{"session_id":"%s","thread_id":"t"}},
        {"event":"message.start","data":{"id":"m"}},
        {"event":"message.delta","data":{"id":"m","text":"a"}},
        {"event":"message.complete","data":{"id":"m","text":"a"}},
        {"event":"run.complete","data":{}}]}
        """
                .formatted(id);
    }

    /** Ignores the answer: the console's page exists only where the console was built. */
    private static void ask(HttpClient http, HttpRequest.Builder request)
            throws InterruptedException {
        try {
            http.send(request.timeout(ANSWER).build(), BodyHandlers.discarding());
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "no answer: " + e.getMessage(), e);
        }
    }
}
