package dev.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout whose Maven and Java are scripts. */
@Timeout(120)
class LauncherTest {
    private static final Path LAUNCHER = Path.of("..", "nocturne");

    @TempDir private Path checkout;

    @BeforeEach
    void makeACheckout() throws IOException {
        Files.copy(LAUNCHER, checkout.resolve("nocturne"));
        String home = checkout.resolve("cli/target/nocturne").toString();
        script(
                "mvnw",
                """
                until [ -f go ]; do sleep 0.05; done
                [ -f works ] || { echo "[ERROR] it does not compile"; exit 1; }
                mkdir -p %1$s/bin %1$s/lib && touch %1$s/built
                printf '#!/bin/sh\n' >%1$s/bin/nocturne && chmod +x %1$s/bin/nocturne
                """
                        .formatted(home));
        script("jdk/bin/java", "echo runs");
        script("jdk/bin/javac", "");
        Files.writeString(checkout.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    }

    private void script(String file, String text) throws IOException {
        Path path = checkout.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder("./nocturne", "list");
        Map<String, String> env = builder.environment();
        env.put("JAVA_HOME", checkout.resolve("jdk").toString());
        env.put("HOME", checkout.toString());
        return builder.directory(checkout.toFile()).redirectErrorStream(true).start();
    }

    @Test
    void itReportsProgressBeforeMavenDoesAndUntilTheEnd() throws IOException, InterruptedException {
        Process process = launch();
        try (BufferedReader lines = lines(process)) {
            assertThat(lines.readLine()).startsWith("nocturne: building for the first time");
            // Maven is silent until the file is there.
            assertThat(lines.readLine()).startsWith("  starting Maven (");
            assertThat(lines.readLine()).startsWith("  starting Maven (");
            Files.createFile(checkout.resolve("works"));
            Files.createFile(checkout.resolve("go"));
            assertThat(lines.lines()).last().isEqualTo("runs");
        }
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aBuildThatFailsEndsWithItsErrorsAndTheFileThatHasTheRest()
            throws IOException, InterruptedException {
        Files.createFile(checkout.resolve("go"));
        Process process = launch();
        try (BufferedReader lines = lines(process)) {
            assertThat(lines.lines().toList())
                    .contains("[ERROR] it does not compile")
                    .noneMatch(line -> line.contains("built in"))
                    .last()
                    .asString()
                    .contains("the build failed", "build.log");
        }
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void noThreeSecondsPassWithoutALineOfProgress() throws IOException, InterruptedException {
        String all = Files.readString(LAUNCHER);
        Matcher function = Pattern.compile("(?ms)^build_progress\\(\\) \\{.*?^}").matcher(all);
        assertThat(function.find()).isTrue();
        StringBuilder maven = new StringBuilder();
        maven.append("tick\n".repeat(7));
        maven.append("[INFO] Building nocturne core 0.1.0              [2/10]\n");
        maven.append("tick\n".repeat(9)).append("exit 0\n");
        // A clock that advances by a second each time it is read, which is once a line.
        Path seconds = Files.writeString(checkout.resolve("seconds"), "0");
        script("date", "n=$(($(cat '%1$s') + 1)); echo $n >'%1$s'; echo $n".formatted(seconds));
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-c", function.group() + "\nbuild_progress");
        builder.environment().merge("PATH", checkout.toString(), (path, own) -> own + ":" + path);
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().write(maven.toString().getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        List<Integer> shown = new ArrayList<>(List.of(0));
        try (BufferedReader lines = lines(process)) {
            lines.lines()
                    .forEach(line -> {
                        Matcher time = Pattern.compile("\\((\\d+) s\\)|in (\\d+) s").matcher(line);
                        assertThat(time.find()).as(line).isTrue();
                        shown.add(
                                Integer.valueOf(
                                        time.group(1) == null ? time.group(2) : time.group(1)));
                    });
        }
        assertThat(process.waitFor()).isZero();
        for (int i = 1; i < shown.size(); i++) {
            assertThat(shown.get(i) - shown.get(i - 1)).isLessThanOrEqualTo(3);
        }
        assertThat(shown).hasSizeGreaterThan(5);
    }

    private static BufferedReader lines(Process process) {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
