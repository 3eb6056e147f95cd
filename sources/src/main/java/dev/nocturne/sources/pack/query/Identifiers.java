package dev.nocturne.sources.pack.query;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Gives out SQL names, each once. SQLite compares names without case. */
final class Identifiers {

    private final Set<String> taken = new HashSet<>();

    /** A name for a table: the one wanted, or, when that is taken or reserved, one made from it. */
    String table(String wanted, String prefixWhenTaken) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        boolean reserved = lower.startsWith("sqlite_") || SqlGate.isReserved(lower);
        return !reserved && take(wanted) ? wanted : column(prefixWhenTaken + "_" + wanted);
    }

    /** The name itself, or with _2, _3... when it is taken. */
    String column(String wanted) {
        String name = wanted;
        for (int i = 2; !take(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    private boolean take(String name) {
        return taken.add(name.toLowerCase(Locale.ROOT));
    }

    static String quote(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
