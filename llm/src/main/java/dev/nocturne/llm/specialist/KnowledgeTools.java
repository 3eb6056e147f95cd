package dev.nocturne.llm.specialist;

import dev.nocturne.core.Text;
import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.core.run.ToolResult;
import dev.nocturne.environment.document.Document;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.llm.agent.Arguments;
import dev.nocturne.llm.agent.Parameters;
import dev.nocturne.llm.agent.Tool;
import dev.nocturne.llm.agent.WrongArguments;
import dev.nocturne.llm.model.ToolSpec;
import dev.nocturne.sources.pack.knowledge.Knowledge;
import dev.nocturne.sources.pack.knowledge.SearchResult;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Tools that search runbooks or tickets, and read one of them. */
final class KnowledgeTools {
    private static final int QUERY_CHARS = 1_000;
    private static final int MOST_HITS = 10;

    /** Characters of a document that a model reads. */
    private static final int READ_CHARS = 12_000;

    private KnowledgeTools() {}

    static List<Tool> of(Knowledge knowledge, Kind kind, String agent) {
        return List.of(new Search(knowledge, kind, agent), new Read(knowledge, kind));
    }

    /** Searches for passages. */
    private record Search(Knowledge knowledge, Kind kind, String agent, ToolSpec spec)
            implements Tool {
        Search(Knowledge knowledge, Kind kind, String agent) {
            this(
                    knowledge,
                    kind,
                    agent,
                    new ToolSpec(
                            "search_" + kind.key(),
                            "Full-text search in the "
                                    + kind.key()
                                    + ". Returns the passages that match best.",
                            new Parameters()
                                    .text("query", "words to look for")
                                    .optionalNumber(
                                            "top", "how many, 1 to " + MOST_HITS + ", default 5")
                                    .schema()));
        }

        @Override
        public Prepared prepare(ObjectNode arguments) throws WrongArguments {
            Arguments given = new Arguments(arguments);
            String query = given.text("query", QUERY_CHARS);
            int top = given.number("top", 1, MOST_HITS, 5);
            return Prepared.reading(spec.name(), query, key -> search(query, top));
        }

        private ToolResult search(String query, int top) throws ToolFailure, InterruptedException {
            return switch (knowledge.search(kind, query, top)) {
                case SearchResult.Found found ->
                        new ToolResult(
                                ToolViews.passages(found.hits(), found.total()),
                                List.of(
                                        ToolViews.documents(
                                                agent,
                                                found.hits().size()
                                                        + " of "
                                                        + found.total()
                                                        + " passages for \""
                                                        + query
                                                        + "\"",
                                                found.hits())),
                                List.of());
                case SearchResult.SearchFailed(String message) ->
                        throw new ToolFailure("search_failed", message);
            };
        }
    }

    /** Reads a whole document. */
    private record Read(Knowledge knowledge, Kind kind, ToolSpec spec) implements Tool {
        Read(Knowledge knowledge, Kind kind) {
            this(
                    knowledge,
                    kind,
                    new ToolSpec(
                            "read_" + kind.key(),
                            "Returns one of the " + kind.key() + " as a whole.",
                            new Parameters()
                                    .text("id", "the id in brackets before a passage")
                                    .schema()));
        }

        @Override
        public Prepared prepare(ObjectNode arguments) throws WrongArguments {
            String id = new Arguments(arguments).text("id", QUERY_CHARS);
            Document document =
                    knowledge
                            .document(kind, id)
                            .orElseThrow(() ->
                                    new WrongArguments(
                                            "There is no \""
                                                    + id
                                                    + "\" among the "
                                                    + kind.key()
                                                    + "; search for it."));
            return Prepared.reading(
                    spec.name(), "read " + id, key -> ToolResult.text(text(document)));
        }

        private static String text(Document document) {
            String text = document.title() + "\n" + document.text();
            return text.length() <= READ_CHARS
                    ? text
                    : Text.cut(text, READ_CHARS) + "\n(the rest is cut off)";
        }
    }
}
