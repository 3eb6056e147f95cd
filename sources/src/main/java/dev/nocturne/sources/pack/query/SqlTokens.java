package dev.nocturne.sources.pack.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts SQL into tokens by SQLite's own rules (sqlite.org/lang.html). A quoted name or text counts
 * by its content, for SQLite takes either as a name where it can.
 */
final class SqlTokens {

    /**
     * One token, in lower case.
     *
     * @param kind what it is
     */
    record Token(String text, Kind kind) {

        boolean is(String bare) {
            return kind != Kind.QUOTED && text.equals(bare);
        }

        /** Whether it can be a name: a word or something in quotes. */
        boolean isName() {
            return kind != Kind.SIGN && !text.isEmpty() && !Character.isDigit(text.charAt(0));
        }
    }

    /** Kinds of tokens. */
    enum Kind {
        /** Letters, digits and underscores without quotes. */
        WORD,
        /** In quotes of any kind. */
        QUOTED,
        /** A single other character. */
        SIGN
    }

    private SqlTokens() {}

    static List<Token> of(String sql) {
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
                tokens.add(new Token(quotedContent(sql, at, end), Kind.QUOTED));
            } else if (isWordChar(c)) {
                end = wordEnd(sql, at);
                tokens.add(new Token(sql.substring(at, end).toLowerCase(Locale.ROOT), Kind.WORD));
            } else {
                end = at + 1;
                tokens.add(new Token(String.valueOf(c), Kind.SIGN));
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
