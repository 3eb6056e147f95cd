package dev.nocturne.llm.provider;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The mock of model providers {@code @copilotkit/aimock}, by other people, as a process on
 * loopback. It is installed once into the module's {@code target}. Tests that need it are skipped,
 * and say so, where there is no node or npm, or nothing to install it from; where the environment
 * variable {@code CI} is set they fail instead.
 */
public final class AimockServer implements AutoCloseable {
    private static final String ENTRY = "node_modules/@copilotkit/aimock/dist/cli.js";
    private static final Pattern LISTENING = Pattern.compile("listening on (http://\\S+)");
    private static final long INSTALL_SECONDS = 120;

    private final Process process;
    private final URI url;

    private AimockServer(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts it.
     *
     * @param packageFolder where its {@code package.json} is: {@code src/test/aimock} of this
     *     module
     * @param folder where the fixtures are written to
     * @param fixtures as its documentation has them
     * @param options of its command line, such as {@code --latency 50}
     */
    public static AimockServer start(
            Path packageFolder, Path folder, String fixtures, String... options)
            throws IOException, InterruptedException {
        Path installed = installed(packageFolder);
        Path file = Files.writeString(folder.resolve("fixtures.json"), fixtures);
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "node",
                                installed.resolve(ENTRY).toString(),
                                "--port",
                                "0",
                                "--fixtures",
                                file.toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new AimockServer(process, awaitListening(process));
    }

    /** The base URL for {@code openai:} models. */
    public URI openAi() {
        return url.resolve("/v1");
    }

    /** The base URL for {@code anthropic:} models. */
    public URI anthropic() {
        return url.resolve("/v1");
    }

    private static URI awaitListening(Process process) throws IOException {
        BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {}));
                return URI.create(listening.group(1));
            }
        }
        throw new IllegalStateException("aimock did not start: " + said);
    }

    private static synchronized Path installed(Path packageFolder)
            throws IOException, InterruptedException {
        Assumptions.assumeTrue(onPath("node") && onPath("npm"), "no node or npm on the path");
        Path target = Path.of("target", "aimock").toAbsolutePath();
        if (!Files.exists(target.resolve(ENTRY))) {
            Files.createDirectories(target);
            for (String name : List.of("package.json", "package-lock.json")) {
                Files.copy(
                        packageFolder.resolve(name),
                        target.resolve(name),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Process npm =
                    new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                            .directory(target.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(target.resolve("npm.log").toFile())
                            .start();
            boolean done = npm.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS) && npm.exitValue() == 0;
            npm.destroyForcibly();
            if (!done && System.getenv("CI") != null) {
                throw new IllegalStateException("npm ci failed, see " + target.resolve("npm.log"));
            }
            Assumptions.assumeTrue(done, "npm could not install aimock, see target/aimock/npm.log");
        }
        return target;
    }

    private static boolean onPath(String program) {
        @Nullable String path = System.getenv("PATH");
        return path != null
                && List.of(path.split(File.pathSeparator, -1)).stream()
                        .anyMatch(dir -> Files.isExecutable(Path.of(dir, program)));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
