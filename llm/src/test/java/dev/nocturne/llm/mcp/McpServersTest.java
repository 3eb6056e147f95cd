package dev.nocturne.llm.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.llm.mcp.McpServerSettings.Transport;
import dev.nocturne.llm.provider.AnswerBudget;
import dev.nocturne.llm.provider.Secret;
import dev.nocturne.testkit.TestClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Timeout(60)
class McpServersTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir Path dir;
    private final TestClock clock = new TestClock();

    private Transport stdio() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new Transport.Stdio(
                List.of(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        StdioServerMain.class.getName(),
                        dir.toString()),
                Map.of("TICKETS_TOKEN", new Secret("t0ken")));
    }

    private McpServers servers(Transport transport, Duration timeout, int bytes) {
        return new McpServers(
                List.of(
                        new McpServerSettings(
                                "tickets",
                                transport,
                                Set.of("Helper"),
                                Set.of("upper", "boom", "hang", "missing"),
                                Set.of("boom"),
                                timeout,
                                bytes)),
                clock,
                AnswerBudget.ofHeap());
    }

    private static McpTool tool(McpServers servers, String name) throws InterruptedException {
        return servers.toolsFor("Helper", _ -> {}).stream()
                .filter(tool -> tool.spec().name().equals("tickets__" + name))
                .findFirst()
                .orElseThrow();
    }

    private List<ProcessHandle> processes() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("pid-"))
                    .flatMap(name -> ProcessHandle.of(Long.parseLong(name.substring(4))).stream())
                    .toList();
        }
    }

    /** A server over HTTP, which answers with streams or with documents. */
    private static final class Web implements AutoCloseable {
        private final HttpServer http;
        private final boolean streams;
        private final List<String> seen = new CopyOnWriteArrayList<>();
        private final CountDownLatch hanging = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);

        Web(boolean streams) throws IOException {
            this.streams = streams;
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            http.createContext("/mcp", this::serve);
            http.start();
        }

        Transport transport() {
            return new Transport.Http(
                    URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/mcp"),
                    Map.of("Authorization", new Secret("Bearer t0ken")));
        }

        private void serve(HttpExchange exchange) throws IOException {
            JsonMapper json = JsonMapper.shared();
            String session = exchange.getRequestHeaders().getFirst("Mcp-Session-Id");
            String auth = exchange.getRequestHeaders().getFirst("Authorization");
            if (exchange.getRequestMethod().equals("DELETE")) {
                seen.add("DELETE " + session);
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            JsonNode request = json.readTree(exchange.getRequestBody().readAllBytes());
            seen.add(request.path("method").asString("answer") + " " + session + " " + auth);
            if (!request.has("id") || !request.has("method")) {
                exchange.sendResponseHeaders(202, -1);
                return;
            }
            if (request.path("params").path("name").asString("").equals("hang")) {
                hanging.countDown();
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.close();
                return;
            }
            ObjectNode answer = json.createObjectNode();
            answer.put("jsonrpc", "2.0");
            answer.set("id", request.path("id"));
            answer.set("result", ToolScript.result(request));
            String body = json.writeValueAsString(answer);
            exchange.getResponseHeaders().add("Mcp-Session-Id", "s1");
            exchange.getResponseHeaders()
                    .add("Content-Type", streams ? "text/event-stream" : "application/json");
            String sent =
                    streams
                            ? ": hi\n\nevent: message\ndata: {\"jsonrpc\":\"2.0\",\"method\":"
                                    + "\"notifications/message\",\"params\":{}}\n\ndata: "
                                    + body
                                    + "\n\n"
                            : body;
            byte[] bytes = sent.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }

        @Override
        public void close() {
            over.countDown();
            http.stop(0);
        }
    }

    private static void speaksToTools(McpServers servers) throws Exception {
        assertThat(servers.toolsFor("Other", _ -> {})).isEmpty();
        assertThat(servers.toolsFor("Helper", _ -> {}))
                .extracting(tool -> tool.spec().name())
                .containsExactly("tickets__upper", "tickets__boom", "tickets__hang");
        McpTool upper = tool(servers, "upper");
        assertThat(upper.spec().description()).isEqualTo("does upper");
        assertThat(upper.spec().parameters().at("/properties/q/type").asString())
                .isEqualTo("string");
        assertThat(upper.hasSideEffects()).isFalse();
        assertThat(tool(servers, "boom").hasSideEffects()).isTrue();
        assertThat(upper.call("{\"q\":\"größe\"}")).isEqualTo("GRÖSSE");
        assertThat(upper.call("{\"q\":\"" + "ä".repeat(400) + "\"}"))
                .endsWith("Ä\n[cut: the first 301 of 800 bytes]");
        assertThatThrownBy(() -> tool(servers, "boom").call("{\"q\":\"x\"}"))
                .isInstanceOfSatisfying(
                        ToolFailure.class, e -> assertThat(e.code()).isEqualTo("mcp_error"))
                .hasMessageContaining("no such x");
        assertThatThrownBy(() -> upper.call("[1]"))
                .isInstanceOfSatisfying(
                        ToolFailure.class, e -> assertThat(e.code()).isEqualTo("bad_arguments"));
        assertThat(servers.troubles()).isEmpty();
    }

    @Test
    void aProcessIsStartedWhenItIsWantedAndEndsWithTheServer() throws Exception {
        List<ProcessHandle> started;
        try (McpServers servers = servers(stdio(), LONG, 301)) {
            assertThat(processes()).isEmpty();
            speaksToTools(servers);
            started = processes();
            assertThat(started).hasSize(1);
        }
        started.getFirst().onExit().get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerOverHttpIsSpokenToInASession(boolean streams) throws Exception {
        try (Web web = new Web(streams)) {
            try (McpServers servers = servers(web.transport(), LONG, 301)) {
                speaksToTools(servers);
            }
            assertThat(web.seen)
                    .startsWith(
                            "server/discover null Bearer t0ken",
                            "initialize null Bearer t0ken",
                            "notifications/initialized s1 Bearer t0ken",
                            "tools/list s1 Bearer t0ken")
                    .endsWith("DELETE s1");
        }
    }

    @Test
    void aProcessSeesNoVariablesButItsOwn() throws Exception {
        McpServerSettings settings =
                new McpServerSettings(
                        "tickets",
                        stdio(),
                        Set.of("Helper"),
                        Set.of("secret"),
                        Set.of(),
                        LONG,
                        9_999);
        try (McpServers servers = new McpServers(List.of(settings), clock, AnswerBudget.ofHeap())) {
            String said = tool(servers, "secret").call("{}");

            assertThat(List.of(said.replaceAll("^env \\[|]$", "").split(", ")))
                    .contains("TICKETS_TOKEN", "PATH")
                    .isSubsetOf(
                            "TICKETS_TOKEN",
                            "PATH",
                            "HOME",
                            "USER",
                            "LANG",
                            "LC_ALL",
                            "TZ",
                            "TMPDIR",
                            "TEMP",
                            "TMP",
                            "SystemRoot");
        }
    }

    @Test
    void aServerThatCrashesFailsTheCallAndIsStartedAgainAfterAPause() throws Exception {
        try (McpServers servers = servers(stdio(), LONG, 301)) {
            McpTool upper = tool(servers, "upper");
            assertThatThrownBy(() -> tool(servers, "boom").call("{\"q\":\"crash\"}"))
                    .isInstanceOf(ToolFailure.class)
                    .hasMessageContaining("tickets");
            assertThatThrownBy(() -> upper.call("{}")).isInstanceOf(ToolFailure.class);

            clock.advance(Duration.ofSeconds(11));

            assertThat(upper.call("{\"q\":\"again\"}")).isEqualTo("AGAIN");
        }
    }

    @Test
    void aCallHasItsTime() throws Exception {
        try (Web web = new Web(true);
                McpServers slow = servers(web.transport(), Duration.ofMillis(1_500), 301)) {
            assertThatThrownBy(() -> tool(slow, "hang").call("{}"))
                    .isInstanceOfSatisfying(
                            ToolFailure.class, e -> assertThat(e.code()).isEqualTo("tool_timeout"));
            assertThat(tool(slow, "upper").call("{\"q\":\"on\"}")).isEqualTo("ON");
        }
    }

    @Test
    void aCallCanBeInterrupted() throws Exception {
        try (Web web = new Web(true);
                McpServers servers = servers(web.transport(), LONG, 301)) {
            McpTool hang = tool(servers, "hang");
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread calling =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    hang.call("{}");
                                } catch (ToolFailure | InterruptedException e) {
                                    end.complete(e);
                                }
                            });
            assertThat(web.hanging.await(20, TimeUnit.SECONDS)).isTrue();

            calling.interrupt();

            assertThat(end.get(200, TimeUnit.MILLISECONDS))
                    .isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void aServerThatIsNotThereIsATroubleAndNothingMore() throws Exception {
        Transport missing = new Transport.Stdio(List.of("/no/such/program"), Map.of());
        try (McpServers servers = servers(missing, LONG, 301)) {
            assertThat(servers.toolsFor("Helper", _ -> {})).isEmpty();
            assertThat(servers.troubles())
                    .singleElement()
                    .asString()
                    .startsWith("The MCP server tickets does not answer: it cannot be started:");
        }
    }
}
