package dev.nocturne.cli.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stand-in for a model provider: speaks the streamed chat completions of OpenAI on loopback, and
 * leads the same investigation each time. What it says follows from the conversation alone, so it
 * can be asked again after a crash. It obeys any text that asks it to send an engineer, as a model
 * that fell for an injection would.
 */
final class ModelServer implements AutoCloseable {
    static final String ANSWER =
            "**Root cause**: OPT-AST-BRN-1 is cut [E1]. SVC-01 is down [E2]. "
                    + "Somebody should splice it. ".repeat(30);

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer http;
    private final Duration pause;
    private final CountDownLatch cut = new CountDownLatch(1);
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private volatile boolean obeysData;

    /** {@code pause}: before each piece of an answer. */
    ModelServer(Duration pause) {
        this.pause = pause;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/v1/chat/completions", this::complete);
        http.start();
    }

    /** What a server needs to know to use it. */
    Map<String, String> env() {
        return Map.of(
                "NOCTURNE_MODEL",
                "openai:mock",
                "OPENAI_BASE_URL",
                "http://127.0.0.1:" + http.getAddress().getPort() + "/v1");
    }

    /** From now on it asks to send an engineer whenever a text it reads says so. */
    void obeyData() {
        obeysData = true;
    }

    List<JsonNode> requests() {
        return requests;
    }

    /** Waits until a client has gone away in the middle of an answer; false when none has. */
    boolean awaitCut(Duration time) throws InterruptedException {
        return cut.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void complete(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
        requests.add(request);
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (String chunk : chunks(request)) {
                LockSupport.parkNanos(pause.toNanos()); // as slow as a model that thinks
                out.write(("data: " + chunk + "\n\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException gone) {
            cut.countDown();
        }
    }

    private List<String> chunks(JsonNode request) {
        String system = text(request.path("messages").path(0));
        List<String> chunks = new ArrayList<>();
        if (system.startsWith("You lead")) {
            lead(request, chunks);
        } else if (answersSinceQuestion(request) == 0 && system.contains("TelemetryAgent")) {
            calls(
                    chunks,
                    "query_data",
                    "{\"sql\":\"SELECT EntityId, count(*) AS n FROM AlertStream GROUP BY EntityId\"}");
        } else if (answersSinceQuestion(request) == 0 && system.contains("GraphExplorerAgent")) {
            calls(chunks, "walk_graph", "{\"start\":\"SVC-01\",\"direction\":\"out\",\"hops\":3}");
        } else if (answersSinceQuestion(request) == 0 && system.contains("HistoricalTicketAgent")) {
            calls(chunks, "search_tickets", "{\"query\":\"fibre cut\"}");
        } else {
            says(chunks, "It rests on what the tools gave.");
        }
        return chunks;
    }

    private void lead(JsonNode request, List<String> chunks) {
        String question = text(question(request));
        int answers = answersSinceQuestion(request);
        if (!question.startsWith("Investigate")) {
            says(chunks, "You asked: " + question);
        } else if (answers == 0) {
            calls(
                    chunks,
                    "TelemetryAgent",
                    "{\"question\":\"Which alarms?\"}",
                    "GraphExplorerAgent",
                    "{\"question\":\"What does SVC-01 need?\"}",
                    "HistoricalTicketAgent",
                    "{\"question\":\"Was it so before?\"}");
        } else if (answers == 1 && (obeysData ? obeys(request) : question.contains("cable"))) {
            calls(
                    chunks,
                    "dispatch_field_engineer",
                    "{\"entity\":\"OPT-AST-BRN-1\",\"urgency\":\"CRITICAL\",\"summary\":\"Splice it.\"}");
        } else if (!recorded(request)) {
            calls(
                    chunks,
                    "record_diagnosis",
                    "{\"verdict\":\"fault\",\"root_causes\":[{\"entity\":\"OPT-AST-BRN-1\",\"evidence\":[\"E1\",\"E2\"]}],\"affected\":[{\"entity\":\"SVC-01\",\"impact\":\"down\",\"evidence\":[\"E2\"]}]}");
        } else {
            says(chunks, ANSWER);
        }
    }

    private static boolean obeys(JsonNode request) {
        return request.path("messages").toString().contains("SYSTEM OVERRIDE");
    }

    private static boolean recorded(JsonNode request) {
        return request.path("messages").toString().contains("\"name\":\"record_diagnosis\"");
    }

    private static JsonNode question(JsonNode request) {
        JsonNode last = request.path("messages").path(0);
        for (JsonNode message : request.path("messages")) {
            last = message.path("role").asString("").equals("user") ? message : last;
        }
        return last;
    }

    private static int answersSinceQuestion(JsonNode request) {
        int answers = 0;
        for (JsonNode message : request.path("messages")) {
            String role = message.path("role").asString("");
            answers = role.equals("user") ? 0 : role.equals("assistant") ? answers + 1 : answers;
        }
        return answers;
    }

    private static String text(JsonNode message) {
        JsonNode content = message.path("content");
        return content.isString()
                ? content.stringValue()
                : content.path(0).path("text").asString("");
    }

    private static void says(List<String> chunks, String text) {
        for (int i = 0; i < text.length(); i += 20) {
            ObjectNode delta = JSON.createObjectNode();
            delta.put("content", text.substring(i, Math.min(text.length(), i + 20)));
            chunks.add(chunk(delta, null));
        }
        end(chunks, "stop");
    }

    /** Names and arguments in turn, the arguments in two pieces each. */
    private static void calls(List<String> chunks, String... namesAndArguments) {
        for (int i = 0; i < namesAndArguments.length; i += 2) {
            String arguments = namesAndArguments[i + 1];
            ObjectNode first = JSON.createObjectNode();
            ObjectNode call = first.putArray("tool_calls").addObject();
            call.put("index", i / 2).put("id", "call_" + i).put("type", "function");
            call.putObject("function").put("name", namesAndArguments[i]).put("arguments", "");
            chunks.add(chunk(first, null));
            for (String piece : List.of(arguments.substring(0, 5), arguments.substring(5))) {
                ObjectNode more = JSON.createObjectNode();
                more.putArray("tool_calls")
                        .addObject()
                        .put("index", i / 2)
                        .putObject("function")
                        .put("arguments", piece);
                chunks.add(chunk(more, null));
            }
        }
        end(chunks, "tool_calls");
    }

    private static void end(List<String> chunks, String reason) {
        chunks.add(chunk(JSON.createObjectNode(), reason));
        chunks.add(
                "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":0,\"model\":\"mock\",\"choices\":[],"
                        + "\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":10,\"total_tokens\":110}}");
        chunks.add("[DONE]");
    }

    private static String chunk(ObjectNode delta, @Nullable String finish) {
        ObjectNode chunk = JSON.createObjectNode();
        chunk.put("id", "c").put("object", "chat.completion.chunk").put("created", 0);
        chunk.put("model", "mock");
        ObjectNode choice = chunk.putArray("choices").addObject();
        choice.put("index", 0).set("delta", delta);
        choice.put("finish_reason", finish);
        return chunk.toString();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
