package dev.nocturne.server.environments;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import dev.nocturne.environment.Answer;
import dev.nocturne.environment.Environment;
import dev.nocturne.environment.Question;
import dev.nocturne.environment.topology.GraphSchema;
import dev.nocturne.environment.topology.Topology;
import dev.nocturne.server.http.EnvironmentName;
import dev.nocturne.server.http.Exchange;
import dev.nocturne.server.http.Form;
import dev.nocturne.server.http.Limits;
import dev.nocturne.server.http.Query;
import dev.nocturne.server.http.Reply;
import dev.nocturne.server.http.Route;
import dev.nocturne.sources.pack.Agent;
import dev.nocturne.sources.pack.Pack;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The endpoints of PROTOCOL.md, section 6, about environments. */
public final class EnvironmentRoutes {
    /** Labels of a topology query: more than any pack has. */
    private static final int MOST_LABELS = 1_000;

    /** Entities of a live topology: more than a map can show. */
    private static final int MOST_ENTITIES = 10_000;

    private final ServedEnvironments environments;
    private final LongSupplier nanos;

    public EnvironmentRoutes(ServedEnvironments environments, LongSupplier nanos) {
        this.environments = environments;
        this.nanos = nanos;
    }

    public List<Route> all() {
        return List.of(
                Route.get("/api/environments", x -> Reply.json(new Environments(rows()))),
                Route.get("/api/environments/{name}", x -> view(x.param("name"))),
                Route.get("/api/environments/{name}/sources", this::sources),
                Route.get("/api/environments/{name}/alerts", this::alerts),
                Route.get("/api/scenarios", x -> Reply.json(new EarlierList(rows()))),
                Route.get("/api/config/scenario", this::earlierView),
                Route.post("/query/topology", this::topology),
                Route.post("/query/search", this::search),
                Route.post("/query/telemetry", this::telemetry));
    }

    /** The view at its earlier path, where the name may be left out. */
    private Reply earlierView(Exchange exchange) {
        Query query = exchange.query();
        String name = query.text("name");
        return query.rejection().<Reply>map(Reply::refuse).orElseGet(() -> view(name));
    }

    private Reply view(@Nullable String name) {
        return Reply.of(
                environments.find(name),
                environment ->
                        Reply.json(
                                environments
                                        .pack(environment.name())
                                        .map(EnvironmentView::of)
                                        .orElseGet(() -> EnvironmentView.of(environment))));
    }

    private Reply sources(Exchange exchange) throws InterruptedException {
        return switch (environments.find(exchange.param("name"))) {
            case Result.Ok<Environment>(Environment environment) ->
                    Reply.json(LiveAnswers.sources(environment));
            case Result.Rejected<Environment> rejected -> Reply.refuse(rejected);
        };
    }

    private Reply alerts(Exchange exchange) throws InterruptedException {
        Query query = exchange.query();
        Instant at = instant(query);
        var mistakes = query.rejection();
        if (mistakes.isPresent()) {
            return Reply.refuse(mistakes.get());
        }
        return switch (environments.find(exchange.param("name"))) {
            case Result.Ok<Environment>(Environment environment) ->
                    Reply.of(LiveAnswers.alerts(environment, at == null ? environment.now() : at));
            case Result.Rejected<Environment> rejected -> Reply.refuse(rejected);
        };
    }

    private static @Nullable Instant instant(Query query) {
        String text = query.text("at");
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            query.addMistake("'at' must be an instant such as 2026-06-16T14:37:13Z.");
            return null;
        }
    }

    private record Environments(List<Row> environments) {}

    /** The list as earlier clients read it. */
    private record EarlierList(List<Row> scenarios) {}

    private record Row(
            String name,
            @JsonProperty("displayName") String displayName,
            String description,
            String domain,
            String version,
            @JsonProperty("default") boolean isDefault,
            int entities,
            int relations,
            List<String> alerts,
            List<String> agents,
            boolean live) {}

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Environment live : environments.live()) {
            rows.add(
                    new Row(
                            live.name(),
                            live.name(),
                            EnvironmentView.describe(live),
                            "",
                            "",
                            rows.isEmpty(),
                            // They are counted when the topology is read, which may take seconds.
                            0,
                            0,
                            List.of(),
                            List.of(),
                            true));
        }
        for (Pack pack : environments.packs()) {
            var manifest = pack.manifest();
            rows.add(
                    new Row(
                            manifest.name(),
                            manifest.displayName(),
                            manifest.description(),
                            manifest.domain(),
                            manifest.version(),
                            rows.isEmpty(),
                            pack.topology().entities().size(),
                            pack.topology().relations().size(),
                            List.copyOf(manifest.alerts().keySet()),
                            manifest.agents().stream().map(Agent::name).toList(),
                            false));
        }
        return rows;
    }

    private Reply topology(Exchange exchange) throws InterruptedException {
        byte[] body = exchange.body(Limits.BODY_BYTES);
        Form form = body.length == 0 ? Form.empty() : Form.of(body);
        Set<String> labels = labels(form);
        String name = EnvironmentName.optional(form);
        var mistakes = form.rejection();
        if (mistakes.isPresent()) {
            return Reply.refuse(mistakes.get());
        }
        return switch (environments.find(name)) {
            case Result.Ok<Environment>(Environment environment) ->
                    Reply.of(
                            topology(environment),
                            topology ->
                                    new Reply.Streamed(
                                            Reply.JSON,
                                            Map.of(),
                                            TopologyBody.of(topology, labels, nanos)));
            case Result.Rejected<Environment> rejected -> Reply.refuse(rejected);
        };
    }

    private Result<Topology> topology(Environment environment) throws InterruptedException {
        Optional<Pack> pack = environments.pack(environment.name());
        if (pack.isPresent()) {
            return Result.ok(pack.get().topology());
        }
        return switch (new Question.Surroundings(Set.of(), MOST_ENTITIES).ask(environment)) {
            case Answer.Complete<Topology> complete -> Result.ok(complete.found());
            case Answer.Partial<Topology> partial -> Result.ok(partial.found());
            case Answer.NoData<Topology> none ->
                    Result.ok(
                            Topology.of(
                                    new GraphSchema(List.of(), List.of()), List.of(), List.of()));
            case Answer.Failed<Topology> failed -> SourceFailures.refuse(failed);
        };
    }

    private static @Nullable Set<String> labels(Form form) {
        List<JsonNode> items = form.optionalList("vertex_labels", MOST_LABELS);
        if (items == null) {
            return null;
        }
        Set<String> labels = new HashSet<>();
        for (JsonNode item : items) {
            if (!item.isString()) {
                form.addMistake("'vertex_labels' must be a list of strings.");
                break;
            }
            labels.add(item.stringValue());
        }
        return labels;
    }

    private Reply search(Exchange exchange) throws InterruptedException {
        Form form = Form.of(exchange.body(Limits.BODY_BYTES));
        String name = EnvironmentName.optional(form);
        return switch (environments.find(name)) {
            case Result.Ok<Environment>(Environment environment) -> {
                Optional<Pack> pack = environments.pack(environment.name());
                yield pack.isPresent()
                        ? SearchRoute.search(pack.get(), form)
                        : Reply.refuse(
                                Result.rejected(
                                        ErrorCode.NOT_IN_ENVIRONMENT,
                                        "No source of "
                                                + environment.name()
                                                + " has runbooks or tickets."));
            }
            case Result.Rejected<Environment> rejected -> Reply.refuse(rejected);
        };
    }

    private Reply telemetry(Exchange exchange) throws InterruptedException {
        Form form = Form.of(exchange.body(Limits.BODY_BYTES));
        String name = EnvironmentName.optional(form);
        return switch (environments.find(name)) {
            case Result.Ok<Environment>(Environment environment) ->
                    TelemetryRoute.read(environments, environment, form, exchange);
            case Result.Rejected<Environment> rejected -> Reply.refuse(rejected);
        };
    }
}
