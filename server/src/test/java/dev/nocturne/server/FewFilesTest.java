package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server process that may have few files open, and clients that connect as often as they can. */
@Timeout(120)
class FewFilesTest {
    private static final int FILES = 256;

    private static final List<String> ADDRESSES = List.of("127.0.0.1", "127.0.0.2", "127.0.0.3");

    @TempDir private Path data;

    private Process start() throws IOException {
        List<String> command =
                List.of(
                        "sh",
                        "-c",
                        "ulimit -n " + FILES + " && exec \"$0\" \"$@\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GreedyServer.class.getName(),
                        data.toString());
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static String request(Wire wire, String head, String body) throws IOException {
        wire.send(
                head
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body);
        Map<String, String> answer = wire.head();
        wire.body(answer);
        return answer.getOrDefault("", "");
    }

    private static String request(String url, String head, String body) throws IOException {
        try (Wire wire = Wire.from("127.0.0.9", url)) {
            return request(wire, head, body);
        }
    }

    /** Opens connections from all addresses until the server serves no more of them. */
    private static List<Wire> fill(String url) throws IOException {
        List<Wire> served = new ArrayList<>();
        for (String address : ADDRESSES) {
            boolean more = true;
            while (more) {
                Wire wire = Wire.from(address, url);
                more = request(wire, "GET /api/version", "").equals("200");
                if (more) {
                    served.add(wire);
                } else {
                    wire.close();
                }
            }
        }
        return served;
    }

    @Test
    void connectionsNeverKeepTheStoreFromItsFiles() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/limits")), "there is no /proc");
        Process server = start();
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            String url = String.valueOf(out.readLine());
            List<Wire> held = fill(url);
            assertThat(held).hasSizeBetween(10, FILES / 2);
            assertThat(request(url, "GET /health/ready", "")).isEqualTo("503");
            assertThat(request(url, "GET /health", "")).isEqualTo("200");
            assertThat(request(url, "POST /api/sessions", Lab.opening("x"))).isEqualTo("503");

            for (Wire wire : held) {
                String create = request(wire, "POST /api/sessions", Lab.opening("x"));
                assertThat(create).isEqualTo("200");
            }
            for (Wire wire : held) {
                wire.close();
            }
            while (!request(url, "GET /health/ready", "").equals("200")) {
                Thread.onSpinWait();
            }
            assertThat(request(url, "POST /api/sessions", Lab.opening("x"))).isEqualTo("200");
        } finally {
            server.destroyForcibly().waitFor();
        }
    }
}
