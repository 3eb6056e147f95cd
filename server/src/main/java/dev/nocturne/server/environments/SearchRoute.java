package dev.nocturne.server.environments;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.server.http.Form;
import dev.nocturne.server.http.Limits;
import dev.nocturne.server.http.ProblemDetails;
import dev.nocturne.server.http.Reply;
import dev.nocturne.sources.pack.Agent;
import dev.nocturne.sources.pack.AgentTool;
import dev.nocturne.sources.pack.Pack;
import dev.nocturne.sources.pack.knowledge.Knowledge;
import dev.nocturne.sources.pack.knowledge.SearchResult;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** POST /query/search: searches documents as a specialist does. */
final class SearchRoute {
    private static final int DEFAULT_TOP = 10;

    private SearchRoute() {}

    static Reply search(Pack pack, Form form) throws InterruptedException {
        String agent = form.text("agent", Limits.NAME_BYTES);
        String query = form.text("query", Limits.QUERY_BYTES);
        long top = form.optionalLong("top", 1, Knowledge.MAX_TOP).orElse(DEFAULT_TOP);
        Optional<Kind> kind = kind(pack, agent);
        if (kind.isEmpty() && form.rejection().isEmpty()) {
            form.addMistake("'agent' \"" + agent + "\" searches no documents in this environment.");
        }
        var rejected = form.rejection();
        if (rejected.isPresent() || kind.isEmpty()) {
            return rejected.<Reply>map(Reply::refuse).orElseThrow();
        }
        return switch (pack.knowledge().search(kind.get(), query, (int) top)) {
            case SearchResult.Found found -> reply(pack, kind.get(), found);
            case SearchResult.SearchFailed failed ->
                    Reply.refuse(ProblemDetails.of(ErrorCode.OVERLOADED, failed.message()));
        };
    }

    /** The two standard specialists, the pack's own by their tools, or the collection's name. */
    private static Optional<Kind> kind(Pack pack, String agent) {
        return switch (agent) {
            case "RunbookKBAgent" -> Optional.of(Kind.RUNBOOKS);
            case "HistoricalTicketAgent" -> Optional.of(Kind.TICKETS);
            default ->
                    pack.manifest().agent(agent).flatMap(SearchRoute::kind).or(() -> kind(agent));
        };
    }

    private static Optional<Kind> kind(Agent agent) {
        return agent.tools().stream()
                .filter(AgentTool::searches)
                .findFirst()
                .flatMap(tool -> kind(tool.target()));
    }

    private static Optional<Kind> kind(String key) {
        return Arrays.stream(Kind.values()).filter(kind -> kind.key().equals(key)).findFirst();
    }

    private static Reply reply(Pack pack, Kind kind, SearchResult.Found found) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode hits = json.putArray("hits");
        found.hits()
                .forEach(hit ->
                        hits.addObject()
                                .put("score", hit.score())
                                .put("title", hit.title())
                                .put("content", hit.content())
                                .put("chunk_id", hit.chunkId()));
        json.put("total", found.total());
        json.put(
                "index_name",
                switch (kind) {
                    case RUNBOOKS -> pack.manifest().dataNames().runbooksIndex();
                    case TICKETS -> pack.manifest().dataNames().ticketsIndex();
                });
        json.putNull("error");
        return Reply.json(json);
    }
}
