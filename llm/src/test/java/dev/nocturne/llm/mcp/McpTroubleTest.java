package dev.nocturne.llm.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.llm.provider.AnswerBudget;
import dev.nocturne.llm.provider.Secret;
import dev.nocturne.testkit.TestClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** MCP servers over HTTP that misbehave: what the run learns of them. */
@Timeout(60)
class McpTroubleTest {
    private static final String TOOLS =
            "{\"tools\":[{\"name\":\"search\",\"inputSchema\":{\"type\":\"object\"}}]}";
    private static final String FOUND = "{\"content\":[{\"type\":\"text\",\"text\":\"TICKET-1\"}]}";

    private interface Behaviour {
        void serve(HttpExchange exchange, JsonNode request) throws IOException;
    }

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final TestClock clock = new TestClock();
    private HttpServer http;
    private McpServers servers;
    private volatile Behaviour behaviour = McpTroubleTest::legacy;

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext(
                "/",
                exchange -> {
                    JsonNode request = JsonMapper.shared().readTree(exchange.getRequestBody());
                    seen.add(request.path("method").asString(exchange.getRequestMethod()));
                    behaviour.serve(exchange, request);
                    exchange.close();
                });
        http.start();
        McpServerSettings settings =
                new McpServerSettings(
                        "tickets",
                        new McpServerSettings.Transport.Http(
                                URI.create(
                                        "http://127.0.0.1:" + http.getAddress().getPort() + "/mcp"),
                                Map.of("Authorization", new Secret("Bearer t0ken"))),
                        Set.of("Helper"),
                        Set.of("search", "create"),
                        Set.of(),
                        Duration.ofSeconds(5),
                        9_999);
        servers = new McpServers(List.of(settings), clock, AnswerBudget.ofHeap());
    }

    @AfterEach
    void stop() {
        servers.close();
        http.stop(0);
    }

    private static void reply(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void result(HttpExchange exchange, JsonNode request, String result)
            throws IOException {
        reply(
                exchange,
                200,
                "application/json",
                "{\"jsonrpc\":\"2.0\",\"id\":"
                        + request.path("id")
                        + ",\"result\":"
                        + result
                        + "}");
    }

    /** A server of the revisions with sessions. */
    private static void legacy(HttpExchange exchange, JsonNode request) throws IOException {
        switch (request.path("method").asString("")) {
            case "initialize" -> {
                exchange.getResponseHeaders().add("Mcp-Session-Id", "s1");
                result(exchange, request, "{\"protocolVersion\":\"2025-06-18\"}");
            }
            case "tools/list" -> result(exchange, request, TOOLS);
            case "tools/call" -> result(exchange, request, FOUND);
            case "server/discover" -> reply(exchange, 400, "text/plain", "what?");
            default -> reply(exchange, 202, "text/plain", "");
        }
    }

    /** A server of the revision without sessions, which refuses any other. */
    private static void modern(HttpExchange exchange, JsonNode request) throws IOException {
        String method = request.path("method").asString("");
        boolean spoken =
                request.at("/params/_meta/io.modelcontextprotocol~1protocolVersion")
                                .asString("")
                                .equals("2026-07-28")
                        && method.equals(exchange.getRequestHeaders().getFirst("Mcp-Method"));
        if (!spoken) {
            reply(
                    exchange,
                    400,
                    "application/json",
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32022,\"message\":\"no\","
                            + "\"data\":{\"supported\":[\"2026-07-28\"]}}}");
            return;
        }
        result(
                exchange,
                request,
                switch (method) {
                    case "server/discover" ->
                            "{\"resultType\":\"complete\",\"supportedVersions\":[\"2026-07-28\"]}";
                    case "tools/list" -> TOOLS;
                    default -> FOUND;
                });
    }

    private List<McpTool> tools() throws InterruptedException {
        return servers.toolsFor("Helper", notices::add);
    }

    @Test
    void aServerWithoutSessionsIsAskedInTheCurrentRevision() throws Exception {
        behaviour = McpTroubleTest::modern;

        assertThat(tools().getFirst().call("{}")).isEqualTo("TICKET-1");

        assertThat(seen).containsExactly("server/discover", "tools/list", "tools/call");
    }

    @Test
    void anAllowedToolThatIsNotOfferedIsNamed() throws Exception {
        assertThat(tools()).hasSize(1);
        assertThat(notices)
                .containsExactly(
                        "The tool create of the MCP server tickets is not available in this run:"
                                + " the server does not offer it.");
    }

    @Test
    void aLostSessionIsRenewedOnce() throws Exception {
        McpTool search = tools().getFirst();
        int before = seen.size();
        behaviour =
                (exchange, request) -> {
                    boolean first = seen.stream().filter("tools/call"::equals).count() == 1;
                    if (first && request.path("method").asString("").equals("tools/call")) {
                        reply(exchange, 404, "text/plain", "");
                    } else {
                        legacy(exchange, request);
                    }
                };

        assertThat(search.call("{}")).isEqualTo("TICKET-1");

        assertThat(seen.subList(before, seen.size()))
                .containsExactly(
                        "tools/call",
                        "DELETE",
                        "initialize",
                        "notifications/initialized",
                        "tools/call");
    }

    @ParameterizedTest
    @CsvSource({
        "401, denies access (status 401)",
        "502, answers with status 502",
        "307, redirects to another address (status 307 to http://elsewhere.example/mcp)"
    })
    void aServerThatCannotBeUsedIsNamedWithTheCause(int status, String cause) throws Exception {
        behaviour =
                (exchange, _) -> {
                    exchange.getResponseHeaders()
                            .add("Location", "http://elsewhere.example/mcp?key=1");
                    reply(exchange, status, "text/html", "<html>");
                };

        assertThat(tools()).isEmpty();

        assertThat(seen).hasSize(1);
        assertThat(notices)
                .singleElement()
                .asString()
                .startsWith("The MCP server tickets " + cause)
                .endsWith("Not available in this run: create, search.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/event-stream | data: {\"jsonrpc\" | ended its stream before the answer",
                "application/json | {\"jsonrpc\": | not JSON",
                "application/json | [] | does not answer the request",
                "text/html | <html> | not JSON"
            })
    void aBrokenAnswerFailsTheCallWithItsCause(String type, String body, String cause)
            throws Exception {
        McpTool search = tools().getFirst();
        behaviour = (exchange, _) -> reply(exchange, 200, type, body);

        ToolFailure failure = catchThrowableOfType(ToolFailure.class, () -> search.call("{}"));

        assertThat(failure.code()).isEqualTo("mcp_unavailable");
        assertThat(failure)
                .hasMessageContaining("The MCP server tickets")
                .hasMessageContaining(cause);
    }

    @Test
    void aCompressedAnswerIsRefusedUnread() throws Exception {
        McpTool search = tools().getFirst();
        behaviour =
                (exchange, request) -> {
                    exchange.getResponseHeaders().add("Content-Encoding", "gzip");
                    legacy(exchange, request);
                };

        assertThat(catchThrowableOfType(ToolFailure.class, () -> search.call("{}")))
                .hasMessageContaining("compressed");
    }

    @Test
    void aChangedListOfToolsIsReadAgain() throws Exception {
        assertThat(tools()).hasSize(1);
        behaviour =
                (exchange, request) -> {
                    if (request.path("method").asString("").equals("tools/list")) {
                        result(exchange, request, "{\"tools\":[]}");
                    } else {
                        legacy(exchange, request);
                    }
                };
        clock.advance(Duration.ofMinutes(2));

        assertThat(tools()).isEmpty();
    }
}
