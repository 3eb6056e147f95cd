package dev.nocturne.stores.sqlite;

import dev.nocturne.core.log.Checkpoint;
import dev.nocturne.core.log.SessionHead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Collects the newest sessions from rows in descending order of keys, which is nearly the order of
 * a list. Ends the reading when no further row can be among them.
 */
final class Newest {
    private static final Comparator<SessionHead> ORDER =
            Comparator.comparing(
                    SessionHead::checkpoint,
                    Comparator.comparing(Checkpoint::createdAt)
                            .thenComparing(checkpoint -> checkpoint.session().value())
                            .reversed());

    private final TreeSet<SessionHead> found = new TreeSet<>(ORDER);
    private final int size;
    private final int patience;
    private int read;
    private boolean settled = true;

    /**
     * @param size the number of sessions to collect
     * @param patience the number of rows read after {@code size} were found, before the order is
     *     considered too different from that of the keys
     */
    Newest(int size, int patience) {
        this.size = size;
        this.patience = patience;
    }

    /**
     * Takes a row of {@link SessionQueries#HEAD} and the disorder; returns whether more rows are
     * needed.
     */
    boolean take(ResultSet row) throws SQLException {
        if (found.size() == size) {
            long oldest = found.last().checkpoint().createdAt().toEpochMilli();
            long youngestToCome = row.getLong(5) + row.getLong(13);
            if (youngestToCome < oldest) {
                return false;
            }
            if (++read > patience) {
                settled = false;
                return false;
            }
        }
        found.add(SessionQueries.head(row));
        if (found.size() > size) {
            found.removeLast();
        }
        return true;
    }

    /** Whether the collected sessions are certainly the newest. */
    boolean isSettled() {
        return settled;
    }

    List<SessionHead> sessions() {
        return List.copyOf(found);
    }
}
