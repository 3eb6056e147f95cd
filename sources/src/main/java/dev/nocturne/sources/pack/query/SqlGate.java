package dev.nocturne.sources.pack.query;

import dev.nocturne.sources.pack.query.SqlTokens.Token;
import dev.nocturne.sources.pack.text.Excerpt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a single SELECT or WITH statement through. The connection is read-only anyway; the gate
 * refuses what a read-only connection does not: further statements (which the driver would drop
 * silently), names behind the time-bounded views, functions that are not on the list, and
 * statements that grow when SQLite puts subqueries into each other. See ADR 16.
 */
final class SqlGate {

    /** Tables that hold rows from after the incident, too. */
    static final String HIDDEN_PREFIX = "nocturne_base";

    /** Much longer than a query a person or a model writes. */
    static final int MAX_CHARS = 20_000;

    /**
     * SQLite copies the expression of a subquery's column to each place that names the column,
     * subquery by subquery, before any of its limits applies. This many copies take some 50 MB and
     * half a second.
     */
    private static final double MAX_COPIES = 100_000;

    private static final int SHOWN_CHARS = 40;

    private static final Set<String> STARTS = Set.of("select", "with");

    private static final Set<String> READABLE_INTERNALS =
            Set.of("sqlite_master", "sqlite_schema", "sqlite_version");

    private static final Set<String> FORBIDDEN =
            Set.of("load_extension", "dbstat", "fts3_tokenizer", "readfile", "writefile");

    /** Words of SQL that cannot be the name of a column unless they are quoted. */
    private static final Set<String> RESERVED =
            Set.of(
                    "and",
                    "as",
                    "between",
                    "case",
                    "collate",
                    "distinct",
                    "else",
                    "escape",
                    "exists",
                    "from",
                    "group",
                    "having",
                    "in",
                    "is",
                    "isnull",
                    "join",
                    "limit",
                    "not",
                    "notnull",
                    "null",
                    "on",
                    "or",
                    "order",
                    "select",
                    "then",
                    "union",
                    "using",
                    "values",
                    "when",
                    "where");

    private SqlGate() {}

    /** Why the text may not run; nothing when it may. */
    static Optional<String> refusal(String sql) {
        if (sql.length() > MAX_CHARS) {
            return Optional.of("The query is longer than " + MAX_CHARS + " characters.");
        }
        if (sql.indexOf('\0') >= 0) {
            return Optional.of("The query holds a NUL character.");
        }
        List<Token> tokens = SqlTokens.of(sql);
        while (!tokens.isEmpty() && tokens.getLast().is(";")) {
            tokens.removeLast();
        }
        if (tokens.isEmpty()) {
            return Optional.of("The query is empty.");
        }
        Token first = tokens.getFirst();
        if (first.kind() == SqlTokens.Kind.SIGN || !STARTS.contains(first.text())) {
            return Optional.of(
                    "Only a SELECT or WITH statement can be run; this one begins with "
                            + shown(first.text())
                            + ".");
        }
        if (tokens.stream().anyMatch(token -> token.is(";"))) {
            return Optional.of("Only one statement can be run at a time.");
        }
        Optional<String> name =
                tokens.stream()
                        .map(Token::text)
                        .filter(text -> isReserved(text) || internal(text))
                        .findFirst()
                        .map(text -> "The name " + shown(text) + " cannot be used in a query.");
        return name.or(() -> function(tokens)).or(() -> growth(tokens));
    }

    /** Whether a name, in lower case, is kept from queries and so from tables of packs. */
    static boolean isReserved(String lower) {
        return lower.startsWith(HIDDEN_PREFIX)
                || lower.startsWith("pragma_")
                || FORBIDDEN.contains(lower);
    }

    private static boolean internal(String lower) {
        return lower.startsWith("sqlite_") && !READABLE_INTERNALS.contains(lower);
    }

    private static Optional<String> function(List<Token> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isName() && tokens.get(i + 1).is("(") && !allowed(tokens, i)) {
                return Optional.of(
                        "The function "
                                + shown(token.text())
                                + " cannot be used in a query. Functions for texts, dates, numbers,"
                                + " JSON and aggregates of SQLite can: substr, strftime, round,"
                                + " json_extract, avg, group_concat and the like.");
            }
        }
        return Optional.empty();
    }

    /** Whether the name before a parenthesis is a keyword, a function on the list, or no call. */
    private static boolean allowed(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        boolean keyword =
                token.kind() == SqlTokens.Kind.WORD && SqlWords.KEYWORDS.contains(token.text());
        boolean typeOfCast = at > 0 && tokens.get(at - 1).is("as");
        return keyword
                || typeOfCast
                || SqlWords.FUNCTIONS.contains(token.text())
                || namesColumns(tokens, at + 1);
    }

    /** Whether the list in parentheses is that of a common table expression: AS and ( follow. */
    private static boolean namesColumns(List<Token> tokens, int open) {
        int close = open + 1;
        while (close < tokens.size() && !tokens.get(close).is(")")) {
            if (tokens.get(close).is("(")) {
                return false;
            }
            close++;
        }
        if (close + 2 >= tokens.size() || !tokens.get(close + 1).is("as")) {
            return false;
        }
        Token next = tokens.get(close + 2);
        return next.is("(") || next.is("materialized") || next.is("not");
    }

    /**
     * Refuses a statement whose expressions could grow beyond the limit: between one SELECT and the
     * next they grow at most by as often as one name stands there.
     */
    private static Optional<String> growth(List<Token> tokens) {
        double copies = 1;
        Map<String, Integer> counts = new HashMap<>();
        int most = 1;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("select")) {
                copies *= most;
                counts.clear();
                most = 1;
            } else if (canBeColumn(tokens, i)) {
                most = Math.max(most, counts.merge(token.text(), 1, Integer::sum));
            }
        }
        return copies * most > MAX_COPIES
                ? Optional.of(
                        "The query is too complex: its subqueries use each other's columns too"
                                + " often. Use fewer subqueries, or name each column once.")
                : Optional.empty();
    }

    private static boolean canBeColumn(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        boolean reserved =
                token.kind() == SqlTokens.Kind.WORD
                        && (RESERVED.contains(token.text()) || token.text().equals("end"));
        boolean qualifier = at + 1 < tokens.size() && tokens.get(at + 1).is(".");
        boolean called = at + 1 < tokens.size() && tokens.get(at + 1).is("(");
        return token.isName() && !reserved && !qualifier && !called;
    }

    private static String shown(String text) {
        return Excerpt.of(text, SHOWN_CHARS);
    }
}
