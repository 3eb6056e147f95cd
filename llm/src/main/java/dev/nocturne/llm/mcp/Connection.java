package dev.nocturne.llm.mcp;

import dev.nocturne.llm.model.ToolSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A server that has introduced itself and said what it offers. */
final class Connection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** The revision that is asked for. A server may answer with another: tools are alike in all. */
    static final String PROTOCOL = "2025-06-18";

    /** Pages of a list of tools. */
    private static final int MAX_PAGES = 20;

    private final Channel channel;
    private final AtomicLong ids = new AtomicLong(1);
    private List<ToolSpec> offered = List.of();

    private Connection(Channel channel) {
        this.channel = channel;
    }

    static Connection open(Channel channel, Set<String> allow, Duration timeout)
            throws IOException, InterruptedException {
        Connection connection = new Connection(channel);
        boolean done = false;
        try {
            connection.introduce(timeout);
            connection.offered = connection.list(allow, timeout);
            done = true;
            return connection;
        } finally {
            if (!done) {
                channel.close();
            }
        }
    }

    private void introduce(Duration timeout) throws IOException, InterruptedException {
        ObjectNode params = Rpc.JSON.createObjectNode();
        params.put("protocolVersion", PROTOCOL);
        params.putObject("capabilities");
        params.putObject("clientInfo").put("name", "nocturne").put("version", "1");
        request("initialize", params, timeout);
        channel.tell(Rpc.notification("notifications/initialized", Rpc.JSON.createObjectNode()));
    }

    private List<ToolSpec> list(Set<String> allow, Duration timeout)
            throws IOException, InterruptedException {
        List<ToolSpec> tools = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < MAX_PAGES; page++) {
            ObjectNode params = Rpc.JSON.createObjectNode();
            if (!cursor.isEmpty()) {
                params.put("cursor", cursor);
            }
            JsonNode result = request("tools/list", params, timeout);
            for (JsonNode tool : result.path("tools")) {
                String name = tool.path("name").asString("");
                if (allow.contains(name) && tool.path("inputSchema") instanceof ObjectNode schema) {
                    tools.add(new ToolSpec(name, tool.path("description").asString(""), schema));
                }
            }
            cursor = result.path("nextCursor").asString("");
            if (cursor.isEmpty()) {
                break;
            }
        }
        return tools;
    }

    /** The allowed tools that it has, by their own names. */
    List<ToolSpec> offered() {
        return offered;
    }

    boolean open() {
        return channel.open();
    }

    /** The result of a call, whether good or bad. When nobody waits any more the server is told. */
    JsonNode call(String tool, ObjectNode arguments, Duration timeout)
            throws IOException, InterruptedException {
        ObjectNode params = Rpc.JSON.createObjectNode();
        params.put("name", tool);
        params.set("arguments", arguments);
        return request("tools/call", params, timeout);
    }

    private JsonNode request(String method, ObjectNode params, Duration timeout)
            throws IOException, InterruptedException {
        long id = ids.getAndIncrement();
        boolean answered = false;
        try {
            JsonNode answer = channel.exchange(Rpc.request(id, method, params), id, timeout);
            answered = true;
            JsonNode error = answer.path("error");
            if (!error.isMissingNode()) {
                throw new Refused(error.path("message").asString("no reason"));
            }
            return answer.path("result");
        } finally {
            if (!answered && !method.equals("initialize") && channel.open()) {
                cancel(id);
            }
        }
    }

    /** On a thread of its own: whoever was interrupted does not wait for it. */
    private void cancel(long id) {
        ObjectNode params = Rpc.JSON.createObjectNode();
        params.put("requestId", id);
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        channel.tell(Rpc.notification("notifications/cancelled", params));
                    } catch (IOException e) {
                        LOG.debug("a cancelled call was not told: {}", e.getMessage());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    @Override
    public void close() {
        channel.close();
    }

    /** The server answered with an error. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        Refused(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }
}
