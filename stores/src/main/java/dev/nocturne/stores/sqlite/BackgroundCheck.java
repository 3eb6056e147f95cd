package dev.nocturne.stores.sqlite;

import dev.nocturne.core.SessionId;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a database in the background that is too large to be checked before the start. Damaged
 * sessions are refused from then on; those not checked yet are checked when they are read.
 */
final class BackgroundCheck {
    private static final Logger log = LoggerFactory.getLogger(BackgroundCheck.class);

    private final DatabaseFile file;
    private final Damage damage;
    private final StoreHealth health;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile @Nullable Sql open;

    BackgroundCheck(DatabaseFile file, Damage damage, StoreHealth health) {
        this.file = file;
        this.damage = damage;
        this.health = health;
        this.thread = Thread.ofPlatform().name("sqlite-check").daemon().unstarted(this::check);
    }

    void start() {
        thread.start();
    }

    private void check() {
        try (Sql sql = file.openReader()) {
            open = sql;
            Inspection.Counts counts = new Inspection(sql, new Found(), () -> stopped).rows();
            if (!stopped) {
                String found = Schema.quickCheck(sql);
                if (!found.equals("ok")) {
                    health.noteDamage(found);
                }
                log.info("checked {} in the background: {}", file.path(), counts);
            }
        } catch (SQLException e) {
            if (Faults.isDamage(e)) {
                health.noteDamage(String.valueOf(e.getMessage()));
            } else if (!stopped) {
                log.warn("the background check of {} was interrupted", file.path(), e);
            }
        } catch (RuntimeException e) {
            log.error("the background check of {} failed", file.path(), e);
        }
    }

    /** Stops the check, also during a long statement, and waits for its end. */
    void close() throws InterruptedException {
        stopped = true;
        Sql sql = open;
        while (thread.isAlive()) {
            if (sql != null) {
                sql.interrupt();
            }
            thread.join(100);
        }
    }

    private final class Found implements Inspection.Findings {
        @Override
        public void session(SessionId session, String what) {
            damage.note(session, what);
        }

        @Override
        public void other(String what) {
            log.error("{} is damaged: {}", file.path(), what);
        }

        @Override
        public void note(SessionId session, String what) {
            log.info("session {}: {}", session, what);
        }
    }
}
