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
 * Checks a whole database, also while a server uses it: the structure of the file, the checksum of
 * each row, the order of events, each checkpoint against a new fold of its events, and whether all
 * acknowledged changes are there. Changes nothing.
 */
final class Doctor {
    /** The most lines of SQLite's own check in the report, because one broken page causes many. */
    private static final int STRUCTURE_LINES = 20;

    /** The most findings that are listed; further ones are only counted. */
    private static final int LISTED = 1_000;

    private final DatabaseFile file;
    private final List<String> damage = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long unlisted;

    private Doctor(DatabaseFile file) {
        this.file = file;
    }

    static DatabaseReport check(Path path) {
        Doctor doctor = new Doctor(DatabaseFile.find(path));
        return doctor.check();
    }

    private DatabaseReport check() {
        Inspection.Counts counts = new Inspection.Counts(0, 0, 0, 0, 0);
        try {
            checkModes();
            // Read first, so that the mark is not ahead of the data that is read later.
            Optional<Mark.Content> mark = Mark.read(file);
            try (Sql sql = file.openReader()) {
                checkStructure(sql);
                counts = rows(sql, mark);
            } catch (SQLException e) {
                if (!Faults.isDamage(e)) {
                    throw file.fault(e);
                }
                addDamage("the file could not be read completely: " + e.getMessage());
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

    private void checkModes() throws IOException {
        for (Path path : List.of(file.path().resolveSibling(""), file.path())) {
            if (PrivateFiles.isOpenToOthers(path)) {
                notes.add(
                        path
                                + " can be read by other users of this machine; run 'chmod go= "
                                + path
                                + "' to prevent that");
            }
        }
    }

    private void checkStructure(Sql sql) throws SQLException {
        List<String> lines =
                sql.query(
                        "PRAGMA integrity_check(" + STRUCTURE_LINES + ")", row -> row.getString(1));
        if (!lines.equals(List.of("ok"))) {
            lines.forEach(line -> addDamage("structure of the file: " + line));
        }
    }

    private Inspection.Counts rows(Sql sql, Optional<Mark.Content> mark) throws SQLException {
        long version = sql.number("PRAGMA user_version");
        if (version > Schema.VERSION) {
            throw newerVersion(version);
        }
        if (version < Schema.SUMS_SINCE) {
            notes.add(
                    "the database was written by an earlier version without checksums; only the"
                            + " structure of the file was checked");
            return new Inspection.Counts(
                    sql.number("SELECT count(*) FROM sessions"),
                    sql.number("SELECT count(*) FROM events"),
                    sql.number("SELECT count(*) FROM attachments"),
                    0,
                    0);
        }
        if (mark.isPresent()) {
            checkAcknowledged(sql, mark.get());
        }
        Inspection.Counts counts = new Inspection(sql, new Listed(), () -> false).rows();
        if (counts.unsummed() > 0) {
            notes.add(
                    counts.unsummed()
                            + " events have no checksums, because an earlier version stored them");
        }
        return counts;
    }

    private Fault newerVersion(long version) {
        return Faults.of(
                file.path()
                        + " was written by a newer version of Nocturne: its schema is "
                        + version
                        + ", and this version supports schemas up to "
                        + Schema.VERSION
                        + ".");
    }

    private void checkAcknowledged(Sql sql, Mark.Content mark) throws SQLException {
        long missing = mark.change() - Appends.lastChange(sql);
        boolean same = sql.number("SELECT history FROM epoch") == mark.history();
        if (same && missing > 0) {
            addDamage(
                    "the last "
                            + missing
                            + " acknowledged changes are missing, because "
                            + file.wal().getFileName()
                            + " was truncated or removed");
        }
    }

    private void addDamage(String what) {
        if (damage.size() < LISTED) {
            damage.add(what);
        } else {
            unlisted++;
        }
    }

    private final class Listed implements Inspection.Findings {
        @Override
        public void session(SessionId session, String what) {
            addDamage("session " + session + ": " + what);
        }

        @Override
        public void other(String what) {
            addDamage(what);
        }

        @Override
        public void note(SessionId session, String what) {
            if (notes.size() < LISTED) {
                notes.add("session " + session + ": " + what);
            }
        }
    }
}
