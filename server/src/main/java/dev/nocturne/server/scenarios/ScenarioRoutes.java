package dev.nocturne.server.scenarios;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import dev.nocturne.scenario.Agent;
import dev.nocturne.scenario.Scenario;
import dev.nocturne.scenario.Scenarios;
import dev.nocturne.server.http.Exchange;
import dev.nocturne.server.http.Form;
import dev.nocturne.server.http.Limits;
import dev.nocturne.server.http.Query;
import dev.nocturne.server.http.Reply;
import dev.nocturne.server.http.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The endpoints of PROTOCOL.md, section 5, about packs. */
public final class ScenarioRoutes {
    /** Labels of a topology query: more than any pack has. */
    private static final int MOST_LABELS = 1_000;

    private final Scenarios scenarios;
    private final LongSupplier nanos;

    public ScenarioRoutes(Scenarios scenarios, LongSupplier nanos) {
        this.scenarios = scenarios;
        this.nanos = nanos;
    }

    public List<Route> all() {
        return List.of(
                Route.get("/api/config/scenario", this::config),
                Route.get("/api/scenarios", this::list),
                Route.post("/query/topology", this::topology),
                Route.post("/query/search", this::search),
                Route.post("/query/telemetry", this::telemetry));
    }

    /** The pack of that name; the first one for null. */
    public static Result<Scenario> find(Scenarios scenarios, @Nullable String name) {
        if (name == null) {
            return Result.ok(scenarios.all().iterator().next());
        }
        return scenarios
                .get(name)
                .<Result<Scenario>>map(Result::ok)
                .orElseGet(() ->
                        Result.rejected(
                                ErrorCode.UNKNOWN_SCENARIO,
                                "There is no scenario \""
                                        + name
                                        + "\"; there are: "
                                        + names(scenarios)
                                        + "."));
    }

    private static String names(Scenarios scenarios) {
        return String.join(", ", scenarios.all().stream().map(Scenario::name).toList());
    }

    private Reply config(Exchange exchange) {
        Query query = exchange.query();
        String name = query.text("name");
        return query.rejection()
                .<Reply>map(Reply::refuse)
                .orElseGet(
                        () -> Reply.of(find(scenarios, name), s -> Reply.json(ScenarioView.of(s))));
    }

    private record Listed(List<Row> scenarios) {}

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
            List<String> agents) {}

    private Reply list(Exchange exchange) {
        List<Row> rows = new ArrayList<>();
        for (Scenario scenario : scenarios.all()) {
            var manifest = scenario.manifest();
            rows.add(
                    new Row(
                            manifest.name(),
                            manifest.displayName(),
                            manifest.description(),
                            manifest.domain(),
                            manifest.version(),
                            rows.isEmpty(),
                            scenario.topology().entities().size(),
                            scenario.topology().relations().size(),
                            List.copyOf(manifest.alerts().keySet()),
                            manifest.agents().stream().map(Agent::name).toList()));
        }
        return Reply.json(new Listed(rows));
    }

    private Reply topology(Exchange exchange) {
        byte[] body = exchange.body(Limits.BODY_BYTES);
        Form form = body.length == 0 ? Form.empty() : Form.of(body);
        Set<String> labels = labels(form);
        String name = form.optionalText("scenario", Limits.NAME_BYTES);
        return form.rejection()
                .<Reply>map(Reply::refuse)
                .orElseGet(() ->
                        Reply.of(
                                find(scenarios, name),
                                s ->
                                        new Reply.Streamed(
                                                Reply.JSON,
                                                Map.of(),
                                                TopologyBody.of(s.topology(), labels, nanos))));
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
        String name = form.optionalText("scenario", Limits.NAME_BYTES);
        return switch (find(scenarios, name)) {
            case Result.Ok<Scenario> ok -> SearchRoute.search(ok.value(), form);
            case Result.Rejected<Scenario> rejected -> Reply.refuse(rejected);
        };
    }

    private Reply telemetry(Exchange exchange) {
        Form form = Form.of(exchange.body(Limits.BODY_BYTES));
        String name = form.optionalText("scenario", Limits.NAME_BYTES);
        return switch (find(scenarios, name)) {
            case Result.Ok<Scenario> ok -> TelemetryRoute.read(ok.value(), form, exchange);
            case Result.Rejected<Scenario> rejected -> Reply.refuse(rejected);
        };
    }
}
