package dev.nocturne.server.environments;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import dev.nocturne.server.http.EnvironmentName;
import dev.nocturne.server.http.Exchange;
import dev.nocturne.server.http.Form;
import dev.nocturne.server.http.Limits;
import dev.nocturne.server.http.Query;
import dev.nocturne.server.http.Reply;
import dev.nocturne.server.http.Route;
import dev.nocturne.sources.pack.Agent;
import dev.nocturne.sources.pack.Pack;
import dev.nocturne.sources.pack.Packs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The endpoints of PROTOCOL.md, section 5, about packs. */
public final class EnvironmentRoutes {
    /** Labels of a topology query: more than any pack has. */
    private static final int MOST_LABELS = 1_000;

    private final Packs packs;
    private final LongSupplier nanos;

    public EnvironmentRoutes(Packs packs, LongSupplier nanos) {
        this.packs = packs;
        this.nanos = nanos;
    }

    public List<Route> all() {
        return List.of(
                Route.get("/api/environments", x -> Reply.json(new Environments(rows()))),
                Route.get("/api/environments/{name}", x -> view(x.param("name"))),
                Route.get("/api/scenarios", x -> Reply.json(new EarlierList(rows()))),
                Route.get("/api/config/scenario", this::earlierView),
                Route.post("/query/topology", this::topology),
                Route.post("/query/search", this::search),
                Route.post("/query/telemetry", this::telemetry));
    }

    /** The pack of that name; the first one for null. */
    public static Result<Pack> find(Packs packs, @Nullable String name) {
        if (name == null) {
            return Result.ok(packs.all().iterator().next());
        }
        return packs.get(name)
                .<Result<Pack>>map(Result::ok)
                .orElseGet(() ->
                        Result.rejected(
                                ErrorCode.UNKNOWN_ENVIRONMENT,
                                "There is no environment \""
                                        + name
                                        + "\"; there are: "
                                        + names(packs)
                                        + "."));
    }

    private static String names(Packs packs) {
        return String.join(", ", packs.all().stream().map(Pack::name).toList());
    }

    /** The view at its earlier path, where the name may be left out. */
    private Reply earlierView(Exchange exchange) {
        Query query = exchange.query();
        String name = query.text("name");
        return query.rejection().<Reply>map(Reply::refuse).orElseGet(() -> view(name));
    }

    private Reply view(@Nullable String name) {
        return Reply.of(find(packs, name), pack -> Reply.json(EnvironmentView.of(pack)));
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
            List<String> agents) {}

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Pack pack : packs.all()) {
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
                            manifest.agents().stream().map(Agent::name).toList()));
        }
        return rows;
    }

    private Reply topology(Exchange exchange) {
        byte[] body = exchange.body(Limits.BODY_BYTES);
        Form form = body.length == 0 ? Form.empty() : Form.of(body);
        Set<String> labels = labels(form);
        String name = EnvironmentName.optional(form);
        return form.rejection()
                .<Reply>map(Reply::refuse)
                .orElseGet(() ->
                        Reply.of(
                                find(packs, name),
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
        String name = EnvironmentName.optional(form);
        return switch (find(packs, name)) {
            case Result.Ok<Pack> ok -> SearchRoute.search(ok.value(), form);
            case Result.Rejected<Pack> rejected -> Reply.refuse(rejected);
        };
    }

    private Reply telemetry(Exchange exchange) {
        Form form = Form.of(exchange.body(Limits.BODY_BYTES));
        String name = EnvironmentName.optional(form);
        return switch (find(packs, name)) {
            case Result.Ok<Pack> ok -> TelemetryRoute.read(ok.value(), form, exchange);
            case Result.Rejected<Pack> rejected -> Reply.refuse(rejected);
        };
    }
}
