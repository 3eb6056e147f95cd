package dev.nocturne.llm.mcp;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A process of our own, with a message a line on its input and output. It gets nothing of this
 * process's environment but what a program needs to start, since keys are there. It ends with the
 * channel, and so do its children.
 */
final class StdioChannel implements Channel {
    private static final Logger LOG = LoggerFactory.getLogger(StdioChannel.class);

    private static final List<String> PASSED_ON =
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

    /** Calls of one server under way are few; more in the queue means that it does not read. */
    private static final int MAX_UNSENT = 64;

    private static final Duration LAST_MOMENTS = Duration.ofMillis(500);

    private final Process process;
    private final BlockingQueue<byte[]> unsent = new LinkedBlockingQueue<>(MAX_UNSENT);
    private final Map<Long, BlockingQueue<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final Thread writer;
    private volatile boolean open = true;

    private StdioChannel(Process process) {
        this.process = process;
        writer = Thread.ofVirtual().name("mcp-writer").start(this::write);
        Thread.ofVirtual().name("mcp-reader").start(this::read);
    }

    static StdioChannel start(List<String> command, Map<String, Secret> environment)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(PASSED_ON);
        environment.forEach((name, value) -> builder.environment().put(name, value.value()));
        return new StdioChannel(builder.start());
    }

    @Override
    public JsonNode exchange(ObjectNode request, long id, Duration timeout)
            throws IOException, InterruptedException {
        BlockingQueue<JsonNode> answer = new LinkedBlockingQueue<>();
        waiting.put(id, answer);
        try {
            send(request);
            if (!open) {
                throw new IOException("the process has ended");
            }
            JsonNode message = answer.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (message == null) {
                throw new SilentServer();
            }
            if (message.isMissingNode()) {
                throw new IOException("the process has ended");
            }
            return message;
        } finally {
            waiting.remove(id);
        }
    }

    @Override
    public void tell(ObjectNode notification) throws IOException {
        send(notification);
    }

    private void send(ObjectNode message) throws IOException {
        byte[] line =
                (Rpc.JSON.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8);
        if (!open || !unsent.offer(line)) {
            throw new IOException("the process takes no messages");
        }
    }

    private void write() {
        try (OutputStream out = process.getOutputStream()) {
            while (open) {
                out.write(unsent.take());
                out.flush();
            }
        } catch (IOException e) {
            LOG.debug("an MCP server's input is closed: {}", e.getMessage());
            broken();
        } catch (InterruptedException e) {
            // The channel is closed; the input with it.
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (InputStream in = new BufferedInputStream(process.getInputStream())) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    arrived(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                } else if (line.size() < MAX_MESSAGE_BYTES) {
                    line.write(b);
                } else {
                    LOG.warn("an MCP server sent a line of more than {} bytes", MAX_MESSAGE_BYTES);
                    return;
                }
            }
        } catch (IOException e) {
            LOG.debug("an MCP server's output is closed: {}", e.getMessage());
        } finally {
            broken();
        }
    }

    private void arrived(String line) throws IOException {
        JsonNode message;
        try {
            message = Rpc.JSON.readTree(line);
        } catch (JacksonException e) {
            // Servers print greetings and warnings where only messages belong.
            LOG.debug("an MCP server printed a line that is no message");
            return;
        }
        if (Rpc.asks(message)) {
            send(Rpc.answer(message));
            return;
        }
        BlockingQueue<JsonNode> asked = waiting.get(message.path("id").asLong(-1));
        if (asked != null) {
            asked.add(message);
        }
    }

    /** Nothing comes any more: whoever waits is told so. */
    private void broken() {
        open = false;
        writer.interrupt();
        waiting.values().forEach(asked -> asked.add(MissingNode.getInstance()));
        end(process);
    }

    @Override
    public boolean open() {
        return open && process.isAlive();
    }

    /** Closing its input asks a server to end; it is made to when it does not. */
    @Override
    public void close() {
        open = false;
        writer.interrupt();
        List<ProcessHandle> family = process.descendants().toList();
        try {
            process.getOutputStream().close();
            process.waitFor(LAST_MOMENTS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            LOG.debug("an MCP server's input was closed already: {}", e.getMessage());
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
