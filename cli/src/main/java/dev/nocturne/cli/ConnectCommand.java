package dev.nocturne.cli;

import dev.nocturne.cli.render.Screen;
import dev.nocturne.environment.LiveEnvironment;
import dev.nocturne.sources.file.EnvironmentFile;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "connect",
        description = {
            "Looks around in live systems and writes a file that describes them as an environment,"
                    + " which 'investigate', 'alerts', 'sources' and 'serve' take.",
            "It asks Prometheus, or what speaks its API, and changes nothing there."
        })
final class ConnectCommand implements Callable<Integer> {
    /** The column in which facts begin. */
    private static final int FACTS = 11;

    private final Surroundings around;

    @Parameters(
            arity = "1..*",
            paramLabel = "URL",
            description = "URLs of Prometheus servers, such as http://prometheus:9090.")
    private List<String> urls = List.of();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file to write. Default: environment.yaml in this folder.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replaces the file if it is there.")
    private boolean force;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The environment's name. Default: the first part of the host's name.")
    private @Nullable String name;

    @Option(
            names = "--bearer-env",
            paramLabel = "VARIABLE",
            description = "The environment variable that holds the bearer token of the servers.")
    private @Nullable String bearer;

    @Option(
            names = "--header",
            paramLabel = "HEADER",
            description =
                    "A header 'NAME: VALUE' that is sent with each request and is not secret, such"
                            + " as 'X-Scope-OrgID: team-a'.")
    private List<String> headers = List.of();

    @Mixin private OutputOption output = new OutputOption();

    ConnectCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        boolean json = output.json();
        Path file = out == null ? around.folder().resolve(EnvironmentFile.NAME) : out;
        if (Files.exists(file) && !force) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    file + " is there already; give another --out FILE, or --force to replace it");
        }
        String text = text();
        LiveEnvironment environment =
                EnvironmentFiles.understand(
                        EnvironmentFile.parse(
                                text, file, around.env(), () -> around.times().get().now()),
                        file.toString());
        LookAround found = look(environment);
        write(file, text);
        if (json) {
            around.screen().line(json(environment, file, found));
        } else {
            show(environment, file, found);
        }
        return ExitCode.COMPLETED;
    }

    private String text() {
        return new EnvironmentText(
                        name == null ? host(urls.getFirst()) : name,
                        zone(),
                        urls,
                        headers(),
                        bearer)
                .write();
    }

    private String zone() {
        ZoneId zone = around.times().get().zone();
        return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /** A name for an environment, from the host of a URL. */
    private static String host(String url) {
        try {
            String host = new URI(url).getHost();
            String first = host == null ? "" : host.split("\\.", 2)[0];
            return first.matches("[A-Za-z][A-Za-z0-9_-]{0,99}") && !first.equals("localhost")
                    ? first
                    : "local";
        } catch (URISyntaxException e) {
            return "local";
        }
    }

    private Map<String, String> headers() {
        Map<String, String> all = new LinkedHashMap<>();
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "--header takes 'NAME: VALUE', for example 'X-Scope-OrgID: a'");
            }
            all.put(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
        }
        return all;
    }

    private static LookAround look(LiveEnvironment environment) {
        try {
            LookAround found = LookAround.in(environment);
            List<String> down =
                    found.sources()
                            .path("sources")
                            .valueStream()
                            .filter(source -> source.path("status").asString("").equals("down"))
                            .map(ConnectCommand::sentence)
                            .toList();
            if (!down.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.FAILED, String.join("\n", down) + "\nNothing was written.");
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted", e);
        }
    }

    private static String sentence(JsonNode source) {
        return source.path("name").asString("")
                + ": "
                + Screen.clean(source.path("message").asString(""));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static String json(LiveEnvironment environment, Path file, LookAround found) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("environment", environment.name());
        result.put("file", file.toString());
        result.put("sources", found.sources().path("sources"));
        result.put("entities", found.entities());
        result.put("relations", found.relations());
        result.put("metrics", found.metrics());
        result.put("alerts", found.alerts());
        result.put("missing", found.missing());
        return JsonMapper.shared().writeValueAsString(result);
    }

    private void show(LiveEnvironment environment, Path file, LookAround found) {
        Screen screen = around.screen();
        for (JsonNode source : found.sources().path("sources")) {
            screen.prose(sentence(source), "  ");
        }
        screen.line("");
        fact("entities", found.entities());
        fact("relations", found.relations());
        screen.line("metrics    " + found.metrics());
        screen.line("alerts     " + found.alerts() + (found.alerts() == 1 ? " fires" : " fire"));
        if (!found.missing().isEmpty()) {
            screen.line("");
            screen.line("Missing:");
            found.missing().forEach(one -> screen.prose("- " + Screen.clean(one), "  "));
        }
        screen.line("");
        screen.line("Wrote " + file + ", environment " + environment.name() + ". Next:");
        String option = out == null ? "" : " --environment " + NextSteps.quote(file);
        screen.line("  nocturne alerts" + option);
        screen.line("  nocturne investigate" + option);
    }

    /** A total and its parts: {@code entities 12: 3 database, 9 service}. */
    private void fact(String what, Map<String, Integer> parts) {
        List<String> words = new ArrayList<>();
        parts.forEach((part, count) -> words.add(count + " " + Screen.clean(part)));
        int total = parts.values().stream().collect(Collectors.summingInt(count -> count));
        around.screen()
                .prose(
                        what
                                + " ".repeat(FACTS - what.length())
                                + total
                                + (words.isEmpty() ? "" : ": " + String.join(", ", words)),
                        " ".repeat(FACTS));
    }
}
