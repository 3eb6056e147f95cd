package dev.nocturne.llm.mcp;

import dev.nocturne.llm.mcp.McpFailure.Kind;
import dev.nocturne.llm.provider.AnswerBudget;
import dev.nocturne.llm.provider.Secret;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A child process that reads and writes one message per line. It does not inherit the environment
 * of this process, which contains keys, except for variables that a program needs to start. Closing
 * the channel ends the process and its children.
 */
final class StdioChannel implements Channel {
    private static final Logger LOG = LoggerFactory.getLogger(StdioChannel.class);

    private static final List<String> INHERITED_VARIABLES =
            List.of(
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

    /** The bytes of a line are added to the budget in steps of this size. */
    private static final int COUNTED_BYTES = 64 << 10;

    /** The most messages in the queue; a longer queue means that the server does not read. */
    private static final int MAX_UNSENT = 64;

    /** The time for a process to exit after its input was closed. */
    private static final Duration EXIT_TIME = Duration.ofMillis(500);

    private final Process process;
    private final AnswerBudget budget;
    private final AtomicBoolean toolsChanged = new AtomicBoolean();
    private final AtomicReference<@Nullable String> cause = new AtomicReference<>();
    private final BlockingQueue<byte[]> unsent = new LinkedBlockingQueue<>(MAX_UNSENT);
    private final Map<Long, BlockingQueue<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final Thread writer;
    private volatile boolean open = true;

    private StdioChannel(Process process, AnswerBudget budget) {
        this.process = process;
        this.budget = budget;
        writer = Thread.ofVirtual().name("mcp-writer").start(this::write);
        Thread.ofVirtual().name("mcp-reader").start(this::read);
    }

    static StdioChannel start(
            List<String> command, Map<String, Secret> environment, AnswerBudget budget)
            throws McpFailure {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(INHERITED_VARIABLES);
        environment.forEach((name, value) -> builder.environment().put(name, value.value()));
        try {
            return new StdioChannel(builder.start(), budget);
        } catch (IOException e) {
            throw new McpFailure(
                    Kind.UNAVAILABLE,
                    "does not answer: it cannot be started: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public JsonNode exchange(Outgoing request, Duration timeout)
            throws McpFailure, InterruptedException {
        BlockingQueue<JsonNode> answer = new LinkedBlockingQueue<>();
        waiting.put(request.id(), answer);
        try {
            send(request.message());
            if (!open) {
                throw describeEnd();
            }
            JsonNode message = answer.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (message == null) {
                throw new McpFailure(
                        Kind.TIMED_OUT, "does not answer within " + timeout.toMillis() + " ms");
            }
            if (message.isMissingNode()) {
                throw describeEnd();
            }
            return message;
        } finally {
            waiting.remove(request.id());
        }
    }

    private McpFailure describeEnd() {
        String known = cause.get();
        return new McpFailure(Kind.UNAVAILABLE, known == null ? "is closed" : known);
    }

    @Override
    public void send(ObjectNode message) throws McpFailure {
        byte[] line =
                (Rpc.JSON.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8);
        if (!open) {
            throw describeEnd();
        }
        if (!unsent.offer(line)) {
            throw new McpFailure(Kind.UNAVAILABLE, "does not read its input");
        }
    }

    private void write() {
        try (OutputStream out = process.getOutputStream()) {
            while (open) {
                out.write(unsent.take());
                out.flush();
            }
        } catch (IOException e) {
            breakOff("closed its input");
        } catch (InterruptedException e) {
            // The channel was closed.
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        String end = "closed its output";
        try (InputStream in = new BufferedInputStream(process.getInputStream());
                AnswerBudget.Share share = budget.open()) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int counted = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    share.add(line.size() - counted);
                    receive(line.toString(StandardCharsets.UTF_8));
                    line = new ByteArrayOutputStream();
                    counted = 0;
                    share.release();
                } else if (line.size() < MAX_MESSAGE_BYTES) {
                    line.write(b);
                    if (line.size() - counted >= COUNTED_BYTES) {
                        share.add(COUNTED_BYTES);
                        counted += COUNTED_BYTES;
                    }
                } else {
                    end = "sent a line of more than " + MAX_MESSAGE_BYTES + " bytes";
                    return;
                }
            }
        } catch (AnswerBudget.Exhausted e) {
            end = "was not read to the end: " + e.getMessage();
        } catch (IOException e) {
            LOG.debug("could not read from an MCP server: {}", e.getMessage());
        } finally {
            breakOff(end);
        }
    }

    private void receive(String line) throws McpFailure {
        JsonNode message;
        try {
            message = Rpc.JSON.readTree(line);
        } catch (JacksonException e) {
            // Some servers also print other text, such as warnings.
            LOG.debug("ignored a line from an MCP server that is not JSON");
            return;
        }
        if (Rpc.isToolsChanged(message)) {
            toolsChanged.set(true);
        }
        if (Rpc.isRequest(message)) {
            send(Rpc.answer(message));
            return;
        }
        BlockingQueue<JsonNode> asked = waiting.get(Rpc.id(message));
        if (asked != null) {
            asked.add(message);
        }
    }

    /** Ends the process and fails all requests that wait for an answer. */
    private void breakOff(String reason) {
        if (open) {
            cause.compareAndSet(null, describeExit(reason));
        }
        open = false;
        writer.interrupt();
        waiting.values().forEach(asked -> asked.add(MissingNode.getInstance()));
        end(process);
    }

    private String describeExit(String reason) {
        try {
            if (reason.startsWith("closed") && process.waitFor(EXIT_TIME)) {
                return "does not answer: its process ended with exit code " + process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return reason;
    }

    @Override
    public boolean cancelsByClosing() {
        return false;
    }

    @Override
    public boolean takeToolsChanged() {
        return toolsChanged.getAndSet(false);
    }

    @Override
    public boolean open() {
        return open && process.isAlive();
    }

    /** Closes the input, so that the server exits, and kills the server if it does not. */
    @Override
    public void close() {
        open = false;
        writer.interrupt();
        List<ProcessHandle> family = process.descendants().toList();
        try {
            process.getOutputStream().close();
            process.waitFor(EXIT_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            LOG.debug("could not close the input of an MCP server: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        family.forEach(ProcessHandle::destroyForcibly);
        end(process);
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
