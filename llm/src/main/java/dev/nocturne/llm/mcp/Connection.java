package dev.nocturne.llm.mcp;

import dev.nocturne.llm.mcp.McpFailure.Kind;
import dev.nocturne.llm.model.ToolSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An open connection to a server of either era, and the tools it offers. */
final class Connection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** Pages of a list of tools; some servers name the last page as its own successor. */
    private static final int MAX_PAGES = 20;

    /** The list of tools is read again after this time, since not all servers announce changes. */
    private static final Duration LIST_AGE = Duration.ofMinutes(1);

    private static final String META = "io.modelcontextprotocol/";

    private final Channel channel;
    private final Era era;
    private final InstantSource clock;
    private final AtomicLong ids = new AtomicLong(1);
    private volatile String revision;
    private volatile ToolList tools = ToolList.NONE;

    /**
     * The usable tools, the reasons why others are not usable, and until when the list is valid.
     */
    private record ToolList(
            Map<String, OfferedTool> usable, Map<String, String> unusable, Instant until) {
        static final ToolList NONE = new ToolList(Map.of(), Map.of(), Instant.MIN);
    }

    private Connection(Channel channel, Era era, InstantSource clock) {
        this.channel = channel;
        this.era = era;
        this.clock = clock;
        revision = era == Era.MODERN ? Era.MODERN_REVISION : Era.LEGACY_REVISION;
    }

    /**
     * Opens a connection: asks a modern server for its revisions, or a legacy one for a session.
     */
    static Connection open(Channel channel, Era era, InstantSource clock, Duration timeout)
            throws McpFailure, InterruptedException {
        Connection connection = new Connection(channel, era, clock);
        if (era == Era.MODERN) {
            connection.discover(timeout);
        } else {
            connection.initialize(timeout);
        }
        return connection;
    }

    private void discover(Duration timeout) throws McpFailure, InterruptedException {
        JsonNode result;
        try {
            result = requestDiscovery(timeout);
        } catch (McpFailure e) {
            if (!Era.supportsModern(e)) {
                throw e;
            }
            result = requestDiscovery(timeout);
        }
        if (result.path("supportedVersions")
                .valueStream()
                .noneMatch(version -> version.asString("").equals(revision))) {
            throw new McpFailure(
                    Kind.MALFORMED, "does not support the revision " + revision + " of MCP");
        }
    }

    private JsonNode requestDiscovery(Duration timeout) throws McpFailure, InterruptedException {
        return request("server/discover", Rpc.JSON.createObjectNode(), Map.of(), timeout);
    }

    private void initialize(Duration timeout) throws McpFailure, InterruptedException {
        ObjectNode params = Rpc.JSON.createObjectNode();
        params.put("protocolVersion", revision);
        params.putObject("capabilities");
        params.set("clientInfo", clientInfo());
        JsonNode result = request("initialize", params, Map.of(), timeout);
        String chosen = result.path("protocolVersion").asString("");
        if (!Era.LEGACY_REVISIONS.contains(chosen)) {
            throw new McpFailure(
                    Kind.MALFORMED,
                    "chose a revision of MCP that is not supported: "
                            + (chosen.isEmpty() ? "none" : HeaderParameters.encode(chosen)));
        }
        revision = chosen;
        channel.send(Rpc.notification("notifications/initialized", Rpc.JSON.createObjectNode()));
    }

    private static ObjectNode clientInfo() {
        return Rpc.JSON.createObjectNode().put("name", "nocturne").put("version", "1");
    }

    Era era() {
        return era;
    }

    boolean open() {
        return channel.open();
    }

    /** The allowed tools that the server offers. Reads the list again if it is outdated. */
    synchronized List<OfferedTool> listTools(Set<String> allow, Duration timeout)
            throws McpFailure, InterruptedException {
        if (channel.takeToolsChanged() || !clock.instant().isBefore(tools.until())) {
            tools = list(allow, timeout);
        }
        return List.copyOf(tools.usable().values());
    }

    /** The reasons why allowed tools are not usable, by the names of the tools. */
    Map<String, String> unusableTools() {
        return tools.unusable();
    }

    private ToolList list(Set<String> allow, Duration timeout)
            throws McpFailure, InterruptedException {
        Map<String, OfferedTool> usable = new LinkedHashMap<>();
        Map<String, String> unusable = new LinkedHashMap<>();
        allow.stream().sorted().forEach(name -> unusable.put(name, "the server does not offer it"));
        long deadline = System.nanoTime() + timeout.toNanos();
        Duration age = LIST_AGE;
        String cursor = "";
        for (int page = 0; page < MAX_PAGES; page++) {
            ObjectNode params = Rpc.JSON.createObjectNode();
            if (!cursor.isEmpty()) {
                params.put("cursor", cursor);
            }
            Duration rest = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            JsonNode result = request("tools/list", params, Map.of(), rest);
            for (JsonNode tool : result.path("tools")) {
                String name = tool.path("name").asString("");
                if (unusable.containsKey(name)) {
                    read(tool, name, usable, unusable);
                }
            }
            long ttl = result.path("ttlMs").asLong(LIST_AGE.toMillis());
            age = Duration.ofMillis(Math.clamp(ttl, 0, age.toMillis()));
            String next = result.path("nextCursor").asString("");
            if (next.isEmpty() || next.equals(cursor)) {
                break;
            }
            cursor = next;
        }
        return new ToolList(usable, unusable, clock.instant().plus(age));
    }

    private void read(
            JsonNode tool,
            String name,
            Map<String, OfferedTool> usable,
            Map<String, String> unusable) {
        if (!(tool.path("inputSchema") instanceof ObjectNode schema)) {
            unusable.put(name, "its description has no inputSchema");
            return;
        }
        Optional<HeaderParameters> parameters =
                era == Era.MODERN
                        ? HeaderParameters.read(schema)
                        : Optional.of(new HeaderParameters(Map.of()));
        if (parameters.isEmpty()) {
            unusable.put(name, "its inputSchema has an invalid x-mcp-header");
            return;
        }
        ToolSpec spec = new ToolSpec(name, tool.path("description").asString(""), schema);
        usable.put(name, new OfferedTool(spec, parameters.get()));
        unusable.remove(name);
    }

    /** The result of a tool call, which may itself be an error. */
    JsonNode call(OfferedTool tool, ObjectNode arguments, Duration timeout)
            throws McpFailure, InterruptedException {
        ObjectNode params = Rpc.JSON.createObjectNode();
        params.put("name", tool.spec().name());
        params.set("arguments", arguments);
        JsonNode result = request("tools/call", params, tool.parameters().of(arguments), timeout);
        String type = result.path("resultType").asString("complete");
        if (!type.equals("complete")) {
            throw new McpFailure(
                    Kind.MALFORMED,
                    "answers "
                            + tool.spec().name()
                            + (type.equals("input_required")
                                    ? " by asking for input, which is not supported"
                                    : " with a type of result that is not supported"));
        }
        return result;
    }

    private JsonNode request(
            String method, ObjectNode params, Map<String, String> parameters, Duration timeout)
            throws McpFailure, InterruptedException {
        long id = ids.getAndIncrement();
        Map<String, String> headers = new LinkedHashMap<>(parameters);
        if (era == Era.MODERN) {
            headers.put("Mcp-Method", method);
            if (params.path("name").isString()) {
                headers.put("Mcp-Name", HeaderParameters.encode(params.path("name").asString()));
            }
            ObjectNode meta = params.putObject("_meta");
            meta.put(META + "protocolVersion", revision);
            meta.set(META + "clientInfo", clientInfo());
            meta.putObject(META + "clientCapabilities");
        }
        boolean opening = method.equals("initialize");
        if (!opening) {
            headers.put("MCP-Protocol-Version", revision);
        }
        boolean answered = false;
        try {
            JsonNode answer =
                    channel.exchange(
                            new Channel.Outgoing(
                                    id, method, Rpc.request(id, method, params), headers),
                            timeout);
            answered = true;
            JsonNode error = answer.path("error");
            if (error.isObject()) {
                throw McpFailure.ofError(error);
            }
            if (!answer.path("result").isObject()) {
                throw new McpFailure(Kind.MALFORMED, "answers without a result or an error");
            }
            return answer.path("result");
        } finally {
            boolean silent = era == Era.MODERN && channel.cancelsByClosing();
            if (!answered && !opening && !silent && channel.open()) {
                cancel(id);
            }
        }
    }

    /** Cancels on another thread, because an interrupted caller must return at once. */
    private void cancel(long id) {
        ObjectNode params = Rpc.JSON.createObjectNode();
        params.put("requestId", id);
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        channel.send(Rpc.notification("notifications/cancelled", params));
                    } catch (McpFailure e) {
                        LOG.debug("could not cancel MCP request {}: {}", id, e.getMessage());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    @Override
    public void close() {
        channel.close();
    }
}
