package dev.nocturne.cli;

import dev.nocturne.cli.client.NocturneClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the text to investigate. */
final class AlertText {
    /** The server accepts 32 kB; a file beyond this limit is not an alert. */
    private static final int MOST_BYTES = 1 << 20;

    private AlertText() {}

    /** The whole of a file, or of standard input for {@code -}. */
    static String read(String file, InputStream stdin) {
        try (InputStream in = file.equals("-") ? stdin : Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new CommandFailure(
                        ExitCode.USAGE, file + " is larger than 1 MB; an alert has at most 32 kB");
            }
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.isBlank()) {
                throw new CommandFailure(
                        ExitCode.USAGE, file + " is empty; it should contain an alert");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new CommandFailure(ExitCode.USAGE, file + " is not UTF-8 text", e);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.USAGE, "there is no file " + file, e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** The alert of that name in the environment; null means the default alert. */
    static String of(NocturneClient client, String environment, @Nullable String name) {
        return of(client.environment(environment), environment, name);
    }

    /** The alert of that name in the environment as the server describes it. */
    static String of(JsonNode described, String environment, @Nullable String name) {
        Map<String, String> alerts = alerts(described);
        String text = alerts.get(name == null ? "default" : name);
        if (text != null) {
            return text;
        }
        String known = alerts.isEmpty() ? "none" : String.join(", ", alerts.keySet());
        throw new CommandFailure(
                ExitCode.USAGE,
                (name == null
                                ? environment + " has no default alert"
                                : environment + " has no alert '" + name + "'")
                        + "; it has: "
                        + known
                        + ". To investigate a text of your own, give a file or -.");
    }

    private static Map<String, String> alerts(JsonNode environment) {
        Map<String, String> alerts = new TreeMap<>();
        environment
                .path("alerts")
                .forEachEntry((name, text) -> alerts.put(name, text.asString("")));
        return alerts;
    }
}
