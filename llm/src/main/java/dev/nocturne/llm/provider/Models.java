package dev.nocturne.llm.provider;

import dev.nocturne.llm.model.ChatModel;
import dev.nocturne.llm.model.ModelIdentity;
import dev.nocturne.llm.model.ModelSource;
import dev.nocturne.llm.model.Usage;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The configured models, their connections and circuit breakers. Closing this ends all calls. */
public final class Models implements ModelSource, AutoCloseable {
    /**
     * Failures that open the breaker. With fewer, one short problem of parallel calls would open
     * it.
     */
    private static final int MOST_FAILURES = 5;

    /**
     * The pause of the breaker: enough for a restart of the provider, short compared with a turn.
     */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final ModelSettings settings;
    private final InstantSource clock;
    private final AnswerBudget budget;
    private @Nullable ProviderHttp wire;
    private final List<String> missing = new ArrayList<>();
    private final Map<String, ReplayModel> replays = new HashMap<>();
    private final Map<ModelName, ChatModel> models = new ConcurrentHashMap<>();
    private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();

    public Models(ModelSettings settings, InstantSource clock, AnswerBudget budget) {
        this.settings = settings;
        this.budget = budget;
        this.clock = clock;
        if (settings.model() == null) {
            missing.add(
                    "Set NOCTURNE_MODEL, for example to openai:gpt-4.1, to use a language model.");
        } else {
            check(settings.model());
            new TreeMap<>(settings.agents()).values().forEach(this::check);
        }
    }

    private void check(ModelName name) {
        if (name.provider().equals(ModelName.REPLAY)) {
            load(name);
        } else if (!isConfigured(name.provider())) {
            String key = name.provider().equals(ModelName.OPENAI) ? "OPENAI" : "ANTHROPIC";
            note("Set %s_API_KEY (or %s_API_KEY_FILE) to use %s.".formatted(key, key, name));
        }
    }

    private void load(ModelName name) {
        if (replays.containsKey(name.model())) {
            return;
        }
        try {
            Path file = Path.of(name.model());
            replays.put(
                    name.model(),
                    new ReplayModel(Recording.read(file), String.valueOf(file.getFileName())));
        } catch (Recording.Unreadable e) {
            note(e.sentence());
        } catch (InvalidPathException e) {
            note("The recording " + name.model() + " cannot be read.");
        }
    }

    private void note(String sentence) {
        if (!missing.contains(sentence)) {
            missing.add(sentence);
        }
    }

    @Override
    public List<String> missing() {
        return List.copyOf(missing);
    }

    /** Whether the provider has a key or, being on a private host, needs none. */
    private boolean isConfigured(String provider) {
        Endpoint endpoint = endpoint(provider);
        return endpoint.key() != null || endpoint.local();
    }

    private Endpoint endpoint(String provider) {
        return provider.equals(ModelName.OPENAI) ? settings.openAi() : settings.anthropic();
    }

    @Override
    public ChatModel of(String agent, String requested) {
        ModelName configured = settings.model();
        if (configured == null || !missing.isEmpty()) {
            throw new IllegalStateException("no model can be asked: " + missing);
        }
        ModelName own = settings.agents().get(agent);
        ModelName name =
                own != null ? own : findRequested(requested, configured).orElse(configured);
        return models.computeIfAbsent(name, this::open);
    }

    /** The model that the pack requests. Recordings are excluded: a pack must not name files. */
    private Optional<ModelName> findRequested(String requested, ModelName configured) {
        return configured.provider().equals(ModelName.REPLAY)
                ? Optional.empty()
                : ModelName.parse(requested)
                        .filter(name -> !name.provider().equals(ModelName.REPLAY))
                        .filter(name -> isConfigured(name.provider()));
    }

    private ChatModel open(ModelName name) {
        ReplayModel replay = replays.get(name.model());
        if (name.provider().equals(ModelName.REPLAY) && replay != null) {
            return replay;
        }
        Endpoint endpoint = endpoint(name.provider());
        Protocol protocol =
                name.provider().equals(ModelName.OPENAI) ? new OpenAi() : new Anthropic();
        Breaker breaker =
                breakers.computeIfAbsent(
                        name.provider() + " " + endpoint.host(),
                        _ -> new Breaker(clock, MOST_FAILURES, PAUSE));
        return new GuardedModel(
                new HttpChatModel(wire(), protocol, endpoint, name.model()), breaker);
    }

    /** Opened when a model is asked first, because TLS and threads take time and memory. */
    private synchronized ProviderHttp wire() {
        ProviderHttp open =
                wire == null ? ProviderHttp.open(clock, WireLimits.DEFAULT, budget) : wire;
        wire = open;
        return open;
    }

    @Override
    public double cost(ModelIdentity model, Usage usage) {
        Price price = settings.prices().get(model.name());
        return price == null ? Double.NaN : price.of(usage);
    }

    @Override
    public synchronized void close() {
        if (wire != null) {
            wire.close();
        }
    }
}
