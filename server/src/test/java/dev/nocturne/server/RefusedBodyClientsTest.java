package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The standard clients of other languages can read why a body of 20 MB was refused. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedBodyClientsTest {
    private static final int BYTES = 20_000_000;
    private static final String REFUSED = " 413 .*\"code\":\"payload_too_large\".*";

    private Lab lab;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        lab = Lab.start(data, Scripts::investigate);
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    @Test
    void pythonsClientsReadTheRefusal() throws Exception {
        List<String> lines = run("python3", "large_body.py");
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).matches("http\\.client" + REFUSED);
        assertThat(lines.get(1)).isEqualTo("http.client again 200");
        assertThat(lines.get(2)).matches("urllib" + REFUSED);
        assertThat(lines.get(3)).matches("chunked" + REFUSED);
    }

    @Test
    void nodesClientsReadTheRefusal() throws Exception {
        List<String> lines = run("node", "large_body.mjs");
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).matches("fetch" + REFUSED);
        assertThat(lines.get(1)).matches("fetch streamed" + REFUSED);
        assertThat(lines.get(2)).matches("http" + REFUSED);
    }

    private List<String> run(String program, String script) throws Exception {
        assumeTrue(isInstalled(program), program + " is not installed");
        Process process =
                new ProcessBuilder(
                                program,
                                Path.of("src/test/resources/clients", script).toString(),
                                lab.url() + "/api/sessions",
                                String.valueOf(BYTES))
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }

    private static boolean isInstalled(String program) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(program, "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
