package dev.nocturne.llm.mcp;

import dev.nocturne.llm.provider.PrivateHosts;
import dev.nocturne.llm.provider.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the file of MCP servers (docs/configuration.md). The file contains no secrets; it names the
 * environment variables that do.
 */
public final class McpFile {
    /** The most servers; their tools are in each request to a model. */
    private static final int MAX_SERVERS = 20;

    private static final int MAX_TOOLS = 64;
    private static final long MAX_BYTES = 256 << 10;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration MOST_TIMEOUT = Duration.ofMinutes(10);
    private static final int RESULT_BYTES = 64 << 10;
    private static final int MOST_RESULT_BYTES = 4 << 20;

    private static final Set<String> KEYS =
            Set.of(
                    "name",
                    "command",
                    "args",
                    "env",
                    "url",
                    "headers",
                    "agents",
                    "allow",
                    "side_effects",
                    "timeout",
                    "max_result_bytes");

    /**
     * Short, because tool names combine it with the server's names and have 64 characters at most.
     */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,19}");

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");

    private final Map<String, String> env;
    private final List<String> mistakes;
    private String where = "";

    private McpFile(Map<String, String> env, List<String> mistakes) {
        this.env = env;
        this.mistakes = mistakes;
    }

    /**
     * Reads the servers of a file and adds a sentence to {@code mistakes} for each mistake, without
     * secrets.
     *
     * @param setting name of the setting, for the sentences
     */
    public static List<McpServerSettings> read(
            String setting, String file, Map<String, String> env, List<String> mistakes) {
        return new McpFile(env, mistakes).servers(setting, file);
    }

    private List<McpServerSettings> servers(String setting, String file) {
        where = setting + " ";
        Object document = document(setting, file);
        if (document == null) {
            return List.of();
        }
        if (!(document instanceof Map<?, ?> map) || !(map.get("servers") instanceof List<?> list)) {
            mistake("must have a list named servers");
            return List.of();
        }
        if (list.size() > MAX_SERVERS) {
            mistake("has more than " + MAX_SERVERS + " servers");
            return List.of();
        }
        List<McpServerSettings> servers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            where = setting + ", server " + (i + 1) + ", ";
            if (!(list.get(i) instanceof Map<?, ?> server)) {
                mistake("must be a mapping");
                continue;
            }
            McpServerSettings read = server(texts(server));
            if (read != null && !names.add(read.name())) {
                mistake("has the name " + read.name() + ", which an earlier server has");
            } else if (read != null) {
                servers.add(read);
            }
        }
        return servers;
    }

    private @Nullable Object document(String setting, String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > MAX_BYTES) {
                mistakes.add(setting + ": " + file + " is larger than 256 kB.");
                return null;
            }
            LoadSettings settings =
                    LoadSettings.builder().setLabel(file).setMaxAliasesForCollections(0).build();
            Object document = new Load(settings).loadFromString(Files.readString(path));
            return document == null ? Map.of() : document;
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            mistakes.add(setting + ": " + file + ", line " + line + ", is not valid YAML.");
        } catch (YamlEngineException e) {
            mistakes.add(setting + ": " + file + " is not valid YAML.");
        } catch (IOException | InvalidPathException e) {
            mistakes.add(setting + ": " + file + " cannot be read.");
        }
        return null;
    }

    private @Nullable McpServerSettings server(Map<String, Object> server) {
        int before = mistakes.size();
        for (String key : server.keySet()) {
            if (!KEYS.contains(key)) {
                mistake("has an unknown key " + key);
            }
        }
        String name = text(server, "name");
        if (!NAME.matcher(name).matches()) {
            mistake("needs a name of 1 to 20 lower-case letters, digits and \"-\"");
        }
        McpServerSettings.Transport transport = transport(server);
        Set<String> allow = set(server, "allow");
        if (allow.isEmpty() || allow.size() > MAX_TOOLS) {
            mistake("needs a list allow with 1 to " + MAX_TOOLS + " names of tools");
        }
        Set<String> agents = set(server, "agents");
        if (agents.isEmpty()) {
            mistake("needs a list agents with names of agents");
        }
        Set<String> sideEffects = set(server, "side_effects");
        if (!allow.containsAll(sideEffects)) {
            mistake("has side_effects that are not in allow");
        }
        Duration timeout = timeout(server);
        int bytes = bytes(server);
        return transport == null || mistakes.size() > before
                ? null
                : new McpServerSettings(
                        name, transport, agents, allow, sideEffects, timeout, bytes);
    }

    private McpServerSettings.@Nullable Transport transport(Map<String, Object> server) {
        boolean command = server.containsKey("command");
        if (command == server.containsKey("url")) {
            mistake("needs either a command or a url");
            return null;
        }
        if (!command) {
            URI url = url(text(server, "url"));
            Map<String, Secret> headers = secrets(server, "headers");
            return url == null ? null : new McpServerSettings.Transport.Http(url, headers);
        }
        List<String> line = new ArrayList<>(List.of(text(server, "command")));
        line.addAll(list(server, "args"));
        return new McpServerSettings.Transport.Stdio(line, secrets(server, "env"));
    }

    private @Nullable URI url(String text) {
        try {
            URI url = new URI(text);
            boolean https = "https".equals(url.getScheme());
            boolean nearby =
                    "http".equals(url.getScheme())
                            && url.getHost() != null
                            && PrivateHosts.contains(url.getHost());
            if (url.getHost() != null && url.getUserInfo() == null && (https || nearby)) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Described like any other unusable URL.
            mistake("needs a url that begins with https, or with http on a private host");
            return null;
        }
        mistake("needs a url that begins with https, or with http on a private host");
        return null;
    }

    /** Reads names and the values of the environment variables that they refer to. */
    private Map<String, Secret> secrets(Map<String, Object> server, String key) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        Object value = server.get(key);
        if (value == null) {
            return secrets;
        }
        if (!(value instanceof Map<?, ?> map)) {
            mistake("needs " + key + " as a mapping of names to environment variables");
            return secrets;
        }
        texts(map)
                .forEach((name, variable) -> {
                    String secret = env.get(String.valueOf(variable));
                    if (secret == null || secret.isBlank()) {
                        mistake(
                                "takes "
                                        + name
                                        + " from the environment variable "
                                        + variable
                                        + ", which is not set");
                    } else {
                        secrets.put(name, new Secret(secret.strip()));
                    }
                });
        return secrets;
    }

    private Duration timeout(Map<String, Object> server) {
        if (!server.containsKey("timeout")) {
            return TIMEOUT;
        }
        Matcher parts = DURATION.matcher(text(server, "timeout"));
        if (parts.matches()) {
            long amount = Long.parseLong(parts.group(1));
            Duration timeout =
                    switch (parts.group(2)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "s" -> Duration.ofSeconds(amount);
                        default -> Duration.ofMinutes(amount);
                    };
            if (timeout.isPositive() && timeout.compareTo(MOST_TIMEOUT) <= 0) {
                return timeout;
            }
        }
        mistake("needs a timeout such as 500ms, 30s or 2m, of at most 10m");
        return TIMEOUT;
    }

    private int bytes(Map<String, Object> server) {
        Object value = server.get("max_result_bytes");
        if (value == null) {
            return RESULT_BYTES;
        }
        if (value instanceof Integer number && number >= 256 && number <= MOST_RESULT_BYTES) {
            return number;
        }
        mistake("needs max_result_bytes from 256 to " + MOST_RESULT_BYTES);
        return RESULT_BYTES;
    }

    private String text(Map<String, Object> server, String key) {
        Object value = server.get(key);
        return value == null ? "" : String.valueOf(value).strip();
    }

    private List<String> list(Map<String, Object> server, String key) {
        Object value = server.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list
                && list.stream().noneMatch(v -> v instanceof Map || v instanceof List)) {
            return list.stream().map(String::valueOf).toList();
        }
        mistake("needs " + key + " as a list of texts");
        return List.of();
    }

    private Set<String> set(Map<String, Object> server, String key) {
        return new HashSet<>(list(server, key));
    }

    private static Map<String, Object> texts(Map<?, ?> map) {
        Map<String, Object> texts = new LinkedHashMap<>();
        map.forEach((key, value) -> texts.put(String.valueOf(key), value == null ? "" : value));
        return texts;
    }

    private void mistake(String what) {
        mistakes.add(where + what + ".");
    }
}
