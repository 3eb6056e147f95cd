package dev.nocturne.scenario.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a single SELECT or WITH statement through. The connection is read-only anyway; the gate
 * refuses what read-only does not: further statements (which the driver would drop silently), and
 * names behind the time-bounded views.
 *
 * <p>Tokens follow SQLite's own rules (sqlite.org/lang.html); a quoted name or text counts by its
 * content, for SQLite takes either as a name where it can.
 */
final class SqlGate {

    /** Tables that hold rows from after the incident, too. */
    static final String HIDDEN_PREFIX = "nocturne_base";

    /** Much longer than a query a person or a model writes. */
    private static final int MAX_CHARS = 20_000;

    private static final Set<String> STARTS = Set.of("select", "with");

    private static final Set<String> READABLE_INTERNALS =
            Set.of("sqlite_master", "sqlite_schema", "sqlite_version");

    private static final Set<String> FORBIDDEN =
            Set.of("load_extension", "dbstat", "fts3_tokenizer", "readfile", "writefile");

    private record Token(String text, boolean word) {}

    private SqlGate() {}

    /** Why the text may not run; nothing when it may. */
    static Optional<String> refusal(String sql) {
        if (sql.length() > MAX_CHARS) {
            return Optional.of("The query is longer than " + MAX_CHARS + " characters.");
        }
        if (sql.indexOf('\0') >= 0) {
            return Optional.of("The query holds a NUL character.");
        }
        List<Token> tokens = tokens(sql);
        while (!tokens.isEmpty() && tokens.getLast().text.equals(";")) {
            tokens.removeLast();
        }
        if (tokens.isEmpty()) {
            return Optional.of("The query is empty.");
        }
        Token first = tokens.getFirst();
        if (!first.word || !STARTS.contains(first.text)) {
            return Optional.of(
                    "Only a SELECT or WITH statement can be run; this one begins with "
                            + shown(first.text)
                            + ".");
        }
        if (tokens.stream().anyMatch(token -> token.text.equals(";") && !token.word)) {
            return Optional.of("Only one statement can be run at a time.");
        }
        return tokens.stream()
                .filter(token -> isReserved(token.text) || internal(token.text))
                .findFirst()
                .map(token -> "The name " + shown(token.text) + " cannot be used in a query.");
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

    private static String shown(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private static List<Token> tokens(String sql) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            int end;
            if (Character.isWhitespace(c)) {
                end = at + 1;
            } else if (sql.startsWith("--", at)) {
                end = after(sql, "\n", at);
            } else if (sql.startsWith("/*", at)) {
                end = after(sql, "*/", at + 2);
            } else if (c == '\'' || c == '"' || c == '`' || c == '[') {
                end = quotedEnd(sql, at);
                tokens.add(new Token(quotedContent(sql, at, end), true));
            } else if (isWordChar(c)) {
                end = wordEnd(sql, at);
                tokens.add(new Token(sql.substring(at, end).toLowerCase(Locale.ROOT), true));
            } else {
                end = at + 1;
                tokens.add(new Token(String.valueOf(c), false));
            }
            at = end;
        }
        return tokens;
    }

    private static int after(String sql, String end, int from) {
        int found = sql.indexOf(end, from);
        return found < 0 ? sql.length() : found + end.length();
    }

    /** One past the closing quote; a doubled quote inside stands for itself. */
    private static int quotedEnd(String sql, int start) {
        char open = sql.charAt(start);
        if (open == '[') {
            return after(sql, "]", start);
        }
        int at = start + 1;
        while (at < sql.length()) {
            if (sql.charAt(at) != open) {
                at++;
            } else if (at + 1 < sql.length() && sql.charAt(at + 1) == open) {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return sql.length();
    }

    private static String quotedContent(String sql, int start, int end) {
        String quote = sql.substring(start, start + 1);
        String content = sql.substring(start + 1, Math.max(start + 1, end - 1));
        return content.replace(quote + quote, quote).toLowerCase(Locale.ROOT);
    }

    private static boolean isWordChar(char c) {
        return c == '_'
                || c == '$'
                || c >= 0x80
                || (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z');
    }

    private static int wordEnd(String sql, int start) {
        int end = start;
        while (end < sql.length() && isWordChar(sql.charAt(end))) {
            end++;
        }
        return end;
    }
}
