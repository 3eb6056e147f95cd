package dev.nocturne.stores.sqlite;

import dev.nocturne.core.Fault;
import dev.nocturne.core.PrivateFiles;
import dev.nocturne.core.SessionId;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks a whole database of any size, also beside a server that runs on it: the structure of the
 * file, the checksum of each row, the order of events, checkpoints against a fresh fold, and what
 * its mark says was acknowledged. Changes nothing.
 */
final class Doctor {
    /** Lines of SQLite's own check that are reported; one broken page causes many. */
    private static final int STRUCTURE_LINES = 20;

    /** Findings that are listed; the rest is only counted. */
    private static final int LISTED = 1_000;

    private final DatabaseFile file;
    private final List<String> damage = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long unlisted;

    private Doctor(DatabaseFile file) {
        this.file = file;
    }

    static DatabaseReport check(Path path) {
        Doctor doctor = new Doctor(DatabaseFile.existing(path));
        return doctor.check();
    }

    private DatabaseReport check() {
        Inspection.Counts counts = new Inspection.Counts(0, 0, 0, 0, 0);
        try {
            modes();
            // Before the first connection: the mark must not be ahead of what is read.
            Optional<Mark.Content> mark = Mark.read(file);
            try (Sql sql = file.openReader()) {
                structure(sql);
                counts = rows(sql, mark);
            } catch (SQLException e) {
                if (!Faults.isDamage(e)) {
                    throw file.fault(e);
                }
                damage("the file cannot be read to its end: " + e.getMessage());
            }
        } catch (IOException e) {
            throw Faults.of(file.path() + " cannot be checked: " + e.getMessage(), e);
        }
        if (unlisted > 0) {
            damage.add(unlisted + " more findings are not listed");
        }
        return new DatabaseReport(
                file.path(),
                counts.sessions(),
                counts.events(),
                counts.attachments(),
                List.copyOf(damage),
                List.copyOf(notes));
    }

    private void modes() throws IOException {
        for (Path path : List.of(file.path().resolveSibling(""), file.path())) {
            if (PrivateFiles.isOpenToOthers(path)) {
                notes.add(
                        path
                                + " is open to other users of this machine; 'chmod go= "
                                + path
                                + "' closes it");
            }
        }
    }

    private void structure(Sql sql) throws SQLException {
        List<String> lines =
                sql.query(
                        "PRAGMA integrity_check(" + STRUCTURE_LINES + ")", row -> row.getString(1));
        if (!lines.equals(List.of("ok"))) {
            lines.forEach(line -> damage("structure of the file: " + line));
        }
    }

    private Inspection.Counts rows(Sql sql, Optional<Mark.Content> mark) throws SQLException {
        long version = sql.number("PRAGMA user_version");
        if (version > Schema.VERSION) {
            throw newer(version);
        }
        if (version < Schema.SUMS_SINCE) {
            notes.add(
                    "the database is of an earlier version, which stored no checksums; only the"
                            + " structure of the file was checked");
            return new Inspection.Counts(
                    sql.number("SELECT count(*) FROM sessions"),
                    sql.number("SELECT count(*) FROM events"),
                    sql.number("SELECT count(*) FROM attachments"),
                    0,
                    0);
        }
        if (mark.isPresent()) {
            acknowledged(sql, mark.get());
        }
        Inspection.Counts counts = new Inspection(sql, new Listed(), () -> false).rows();
        if (counts.unsummed() > 0) {
            notes.add(
                    counts.unsummed()
                            + " events were stored by an earlier version, without checksums");
        }
        return counts;
    }

    private Fault newer(long version) {
        return Faults.of(
                file.path()
                        + " was written by a newer version of Nocturne (schema "
                        + version
                        + ", this one knows "
                        + Schema.VERSION
                        + ").");
    }

    private void acknowledged(Sql sql, Mark.Content mark) throws SQLException {
        long missing = mark.change() - Appends.lastChange(sql);
        boolean same = sql.number("SELECT history FROM epoch") == mark.history();
        if (same && missing > 0) {
            damage(
                    "the last "
                            + missing
                            + " changes that were acknowledged are missing; "
                            + file.wal().getFileName()
                            + " was cut short or removed");
        }
    }

    private void damage(String what) {
        if (damage.size() < LISTED) {
            damage.add(what);
        } else {
            unlisted++;
        }
    }

    private final class Listed implements Inspection.Findings {
        @Override
        public void session(SessionId session, String what) {
            damage("session " + session + ": " + what);
        }

        @Override
        public void other(String what) {
            damage(what);
        }

        @Override
        public void note(SessionId session, String what) {
            if (notes.size() < LISTED) {
                notes.add("session " + session + ": " + what);
            }
        }
    }
}
