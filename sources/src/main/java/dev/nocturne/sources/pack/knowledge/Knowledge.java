package dev.nocturne.sources.pack.knowledge;

import dev.nocturne.environment.document.Document;
import dev.nocturne.environment.document.Kind;
import dev.nocturne.sources.pack.knowledge.SearchResult.Found;
import dev.nocturne.sources.pack.knowledge.SearchResult.SearchFailed;
import dev.nocturne.sources.pack.sqlite.MemoryDatabase;
import dev.nocturne.sources.pack.sqlite.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pack's runbooks and tickets. Searched by BM25 over passages (SQLite FTS5, English stemming,
 * accents ignored; a match in the title weighs four times one in the text, in a heading twice). The
 * index is made in memory at the first search. Safe for any number of threads.
 */
public final class Knowledge implements AutoCloseable {

    /** Passages one search gives at most. */
    public static final int MAX_TOP = 100;

    private static final Duration TIME = Duration.ofSeconds(5);

    private final Map<Kind, List<Document>> documents;
    private final List<Chunk> chunks;
    private final MemoryDatabase database;

    /**
     * Nothing is indexed before the first search. Ids are unique within a kind. The name is for
     * threads and messages.
     */
    public Knowledge(String name, List<Document> documents) {
        Map<Kind, List<Document>> byKind = new HashMap<>();
        Map<String, Document> byId = new HashMap<>();
        List<Chunk> all = new ArrayList<>();
        for (Document document : documents) {
            if (byId.put(document.kind() + " " + document.id(), document) != null) {
                throw new IllegalStateException("document id twice: " + document.id());
            }
            byKind.computeIfAbsent(document.kind(), kind -> new ArrayList<>()).add(document);
            all.addAll(Chunker.chunks(document));
        }
        byKind.replaceAll((kind, list) -> List.copyOf(list));
        this.documents = Map.copyOf(byKind);
        this.chunks = List.copyOf(all);
        this.database = new MemoryDatabase(name + "-search", this::fill, connection -> {});
    }

    /** In the order of their files' names. */
    public List<Document> documents(Kind kind) {
        return documents.getOrDefault(kind, List.of());
    }

    public Optional<Document> document(Kind kind, String id) {
        return documents(kind).stream().filter(document -> document.id().equals(id)).findFirst();
    }

    /**
     * The passages that fit the query best. Any text is a fine query; one without a word in it
     * finds nothing.
     *
     * @param top how many passages, 1 to {@link #MAX_TOP}; what lies outside is brought inside
     * @throws InterruptedException when interrupted while waiting
     */
    public SearchResult search(Kind kind, String query, int top) throws InterruptedException {
        String match = MatchExpression.of(query);
        if (match.isEmpty() || documents(kind).isEmpty()) {
            return new Found(List.of(), 0);
        }
        int limit = Math.clamp(top, 1, MAX_TOP);
        return switch (database.ask(
                TIME, lease -> search(lease.connection(), kind, match, limit))) {
            case Outcome.Done<Found>(Found found) -> found;
            case Outcome.Failed<Found>(SQLException cause) ->
                    throw new IllegalStateException("search for " + match + " failed", cause);
            case Outcome.TimedOut<Found> timedOut ->
                    new SearchFailed("The search was stopped after " + TIME.toSeconds() + " s.");
            case Outcome.OutOfMemory<Found> outOfMemory ->
                    new SearchFailed("The search needed too much memory.");
            case Outcome.Stuck<Found> stuck ->
                    new SearchFailed("Earlier searches could not be stopped yet; try again later.");
            case Outcome.Busy<Found> busy ->
                    new SearchFailed("Too many searches run at the moment; try again.");
        };
    }

    private Found search(Connection connection, Kind kind, String match, int limit)
            throws SQLException {
        List<SearchHit> hits = new ArrayList<>();
        String table = kind.key();
        String best =
                """
                SELECT chunk, -bm25(%1$s, 4.0, 2.0, 1.0) AS score, snippet(%1$s, 2, '', '', '…', 30)
                FROM %1$s WHERE %1$s MATCH ? ORDER BY score DESC, rowid LIMIT ?
                """
                        .formatted(table);
        try (PreparedStatement statement = connection.prepareStatement(best)) {
            statement.setString(1, match);
            statement.setInt(2, limit);
            try (ResultSet results = statement.executeQuery()) {
                while (results.next()) {
                    hits.add(
                            hit(
                                    chunks.get(results.getInt(1)),
                                    results.getDouble(2),
                                    results.getString(3)));
                }
            }
        }
        return new Found(hits, hits.size() < limit ? hits.size() : count(connection, table, match));
    }

    private static int count(Connection connection, String table, String match)
            throws SQLException {
        String sql = "SELECT count(*) FROM " + table + " WHERE " + table + " MATCH ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, match);
            try (ResultSet results = statement.executeQuery()) {
                return results.getInt(1);
            }
        }
    }

    private static SearchHit hit(Chunk chunk, double score, String snippet) {
        String title = chunk.document().title();
        boolean own = chunk.heading().isEmpty() || chunk.heading().equals(title);
        return new SearchHit(
                score,
                own ? title : title + " - " + chunk.heading(),
                chunk.text(),
                snippet,
                chunk.id(),
                chunk.document().id());
    }

    private void fill(Connection connection) throws SQLException {
        for (Kind kind : Kind.values()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "CREATE VIRTUAL TABLE "
                                + kind.key()
                                + " USING fts5(title, heading, body, chunk UNINDEXED, tokenize = 'porter unicode61')");
            }
            String insert = "INSERT INTO " + kind.key() + " VALUES (?, ?, ?, ?)";
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                for (int i = 0; i < chunks.size(); i++) {
                    if (chunks.get(i).document().kind() == kind) {
                        statement.setString(1, chunks.get(i).document().title());
                        statement.setString(2, chunks.get(i).heading());
                        statement.setString(3, chunks.get(i).text());
                        statement.setInt(4, i);
                        statement.addBatch();
                    }
                }
                statement.executeBatch();
            }
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
