package dev.nocturne.sources.pack.query;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What SQLite itself said, without the driver's words around it. */
final class SqliteMessages {

    private static final Pattern DRIVER =
            Pattern.compile("\\[SQLITE_\\w+] .*? \\((.*)\\)", Pattern.DOTALL);

    private SqliteMessages() {}

    static String plain(SQLException cause) {
        String message = String.valueOf(cause.getMessage());
        Matcher matcher = DRIVER.matcher(message);
        return matcher.matches() ? matcher.group(1) : message;
    }
}
