package dev.nocturne.server.config;

import dev.nocturne.llm.provider.Endpoint;
import dev.nocturne.llm.provider.ModelName;
import dev.nocturne.llm.provider.ModelSettings;
import dev.nocturne.llm.provider.Price;
import dev.nocturne.llm.provider.PrivateHosts;
import dev.nocturne.llm.provider.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the models, their endpoints, keys and prices; no message shows a key. */
final class ModelReader {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,1000}");
    private static final Pattern PRICE =
            Pattern.compile(
                    "(\\S+)=(\\d{1,6}(?:\\.\\d{1,6})?)/(\\d{1,6}(?:\\.\\d{1,6})?)"
                            + "(?:/(\\d{1,6}(?:\\.\\d{1,6})?))?");

    /** Keys are shorter than 1 kB; what is longer is another file. */
    private static final long MAX_KEY_FILE = 4_096;

    private final Variables env;
    private final List<String> mistakes;

    private ModelReader(Variables env, List<String> mistakes) {
        this.env = env;
        this.mistakes = mistakes;
    }

    static ModelSettings read(Variables env, List<String> mistakes) {
        ModelReader reader = new ModelReader(env, mistakes);
        return new ModelSettings(
                reader.model(),
                reader.agents(),
                reader.endpoint("OPENAI", ModelSettings.OPENAI_BASE),
                reader.endpoint("ANTHROPIC", ModelSettings.ANTHROPIC_BASE),
                reader.prices());
    }

    private @Nullable ModelName model() {
        String text = env.text("NOCTURNE_MODEL");
        return text == null ? null : model("NOCTURNE_MODEL", text);
    }

    private @Nullable ModelName model(String where, String text) {
        ModelName name = ModelName.parse(text).orElse(null);
        if (name == null) {
            mistakes.add(
                    where
                            + " takes a model as openai:NAME, anthropic:NAME or replay:FILE, not \""
                            + text
                            + "\".");
        }
        return name;
    }

    private Map<String, ModelName> agents() {
        Map<String, ModelName> agents = new HashMap<>();
        for (String pair : env.list("NOCTURNE_AGENT_MODELS")) {
            int split = pair.indexOf('=');
            if (split < 1) {
                mistakes.add("NOCTURNE_AGENT_MODELS must have the form Agent=provider:model.");
                continue;
            }
            ModelName name = model("NOCTURNE_AGENT_MODELS", pair.substring(split + 1).strip());
            if (name != null) {
                agents.put(pair.substring(0, split).strip(), name);
            }
        }
        return agents;
    }

    private Endpoint endpoint(String provider, URI standard) {
        String base = env.text(provider + "_BASE_URL");
        URI uri = base == null ? standard : base(provider + "_BASE_URL", base, standard);
        return new Endpoint(uri, key(provider + "_API_KEY"));
    }

    private URI base(String name, String text, URI standard) {
        try {
            URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (uri.getHost() != null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && uri.getUserInfo() == null) {
                boolean http = "http".equals(uri.getScheme());
                if (http && !PrivateHosts.contains(uri.getHost())) {
                    mistakes.add(
                            name + " must begin with https, or the key could be read on the way.");
                    return standard;
                }
                if (http || "https".equals(uri.getScheme())) {
                    return uri;
                }
            }
        } catch (URISyntaxException e) {
            // An address of another form gets the same sentence.
            mistakes.add(name + " must be an address such as " + standard + ".");
            return standard;
        }
        mistakes.add(
                name
                        + " must be an address such as "
                        + standard
                        + ", without user, query and fragment.");
        return standard;
    }

    private @Nullable Secret key(String name) {
        String key = env.text(name);
        String file = env.text(name + "_FILE");
        if (key != null && file != null) {
            mistakes.add("Set " + name + " or " + name + "_FILE, not both.");
            return null;
        }
        String where = name;
        if (file != null) {
            where = name + "_FILE";
            key = readKey(where, file);
        }
        if (key == null) {
            return null;
        }
        if (!KEY.matcher(key).matches()) {
            mistakes.add(where + " must hold a key of 1 to 1000 visible characters.");
            return null;
        }
        return new Secret(key);
    }

    private @Nullable String readKey(String name, String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > MAX_KEY_FILE) {
                mistakes.add(name + ": " + file + " is larger than 4 kB.");
                return null;
            }
            return Files.readString(path).strip();
        } catch (IOException | InvalidPathException e) {
            mistakes.add(name + ": " + file + " cannot be read.");
            return null;
        }
    }

    private Map<String, Price> prices() {
        Map<String, Price> prices = new HashMap<>();
        for (String entry : env.list("NOCTURNE_MODEL_PRICES")) {
            Matcher parts = PRICE.matcher(entry);
            if (!parts.matches() || ModelName.parse(parts.group(1)).isEmpty()) {
                mistakes.add(
                        "NOCTURNE_MODEL_PRICES takes provider:model=input/output/cached in US"
                                + " dollars per million tokens, such as"
                                + " openai:gpt-4.1=2.00/8.00/0.50, not \""
                                + entry
                                + "\".");
                continue;
            }
            double input = Double.parseDouble(parts.group(2));
            String cached = parts.group(4);
            prices.put(
                    parts.group(1),
                    new Price(
                            input,
                            Double.parseDouble(parts.group(3)),
                            cached == null ? input : Double.parseDouble(cached)));
        }
        return prices;
    }
}
