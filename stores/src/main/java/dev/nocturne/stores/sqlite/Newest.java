package dev.nocturne.stores.sqlite;

import dev.nocturne.core.log.Checkpoint;
import dev.nocturne.core.log.SessionHead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * The newest sessions of a result that comes by key descending, which is nearly the order of a
 * list. Ends the reading as soon as what is left cannot be among them.
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
     * @param size how many are wanted
     * @param patience rows read after that many were found, before the order is taken to be too far
     *     from that of the keys
     */
    Newest(int size, int patience) {
        this.size = size;
        this.patience = patience;
    }

    /** Takes a row of {@link Queries#HEAD} and the disorder; whether more are wanted. */
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
        found.add(Queries.head(row));
        if (found.size() > size) {
            found.removeLast();
        }
        return true;
    }

    /** Whether {@link #found} is sure to be the newest. */
    boolean isSettled() {
        return settled;
    }

    List<SessionHead> found() {
        return List.copyOf(found);
    }
}
