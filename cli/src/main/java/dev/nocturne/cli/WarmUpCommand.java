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
 * Unpacks SQLite for this machine, and does once, on data of its own, what servers and commands do
 * from their start on. The launcher has the JVM write down the classes this takes.
 */
@Command(
        name = "warm-up",
        description = {
            "Makes all later starts faster, and takes some seconds for it.",
            "The build has done it already; once more after unpacking, or with another JDK. Writes"
                    + " lib/nocturne.aot and the SQLite library beside the program."
        })
final class WarmUpCommand implements Callable<Integer> {
    /** A server of the same process that takes longer hangs. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final Surroundings around;

    WarmUpCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path install = around.install();
        List<Path> packs = Packs.shipped(around);
        if (install == null || packs.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED, "no packs here to warm up with; run the launcher");
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
                    ExitCode.FAILED, "SQLite cannot be unpacked to " + lib + ": " + e, e);
        }
    }

    /** Without the environment: it may name a server, or a model that costs money. */
    private Surroundings quiet(Path home) {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Surroundings(
                Map.of(),
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
            String id = client.create(Packs.DEFAULT, "All is quiet.", "external");
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

    /** A turn of an agent elsewhere. */
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

    /** Whatever the answer: the console's page is only there where it was built. */
    private static void ask(HttpClient http, HttpRequest.Builder request)
            throws InterruptedException {
        try {
            http.send(request.timeout(ANSWER).build(), BodyHandlers.discarding());
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "no answer: " + e.getMessage(), e);
        }
    }
}
