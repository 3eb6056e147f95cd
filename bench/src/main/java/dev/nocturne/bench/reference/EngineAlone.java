package dev.nocturne.bench.reference;

import dev.nocturne.bench.result.WrongRun;
import dev.nocturne.bench.seed.Events;
import dev.nocturne.core.Ids;
import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.SystemTimers;
import dev.nocturne.core.session.ExternalEvent;
import dev.nocturne.core.session.SessionLimits;
import dev.nocturne.core.session.SessionManager;
import dev.nocturne.core.session.SessionState;
import dev.nocturne.core.session.StopCause;
import dev.nocturne.stores.sqlite.SqliteStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Nocturne's sessions on its store, without HTTP. */
public final class EngineAlone implements AutoCloseable {
    private static final String OWNER = "local";
    private static final String PACK = "none";
    private static final String EXTERNAL = SessionState.EXTERNAL;
    private static final int RUNNING_TURNS = 10_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final SqliteStore store;
    private final SystemTimers timers = new SystemTimers();
    private final SessionManager sessions;

    private EngineAlone(SqliteStore store) {
        this.store = store;
        this.sessions =
                SessionManager.start(
                        new SessionManager.Setup(
                                store,
                                Map.of(),
                                EXTERNAL,
                                PACK::equals,
                                SessionLimits.DEFAULT.withRunningTurns(RUNNING_TURNS),
                                InstantSource.system(),
                                System::nanoTime,
                                new Ids(new SecureRandom()),
                                timers,
                                "bench",
                                StopCause.SHUTDOWN));
    }

    public static EngineAlone open(Path folder) {
        return new EngineAlone(
                SqliteStore.open(folder.resolve("engine.db"), InstantSource.system()));
    }

    /** Creates sessions; each accepts numbered events from 1 on. */
    public List<LongConsumer> sessions(int count) {
        List<LongConsumer> opened = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            opened.add(session());
        }
        return opened;
    }

    private LongConsumer session() {
        SessionId session =
                new SessionId(
                        ok(sessions.create(OWNER, PACK, "All is quiet.", EXTERNAL, null))
                                .sessionId());
        return n -> {
            ObjectNode data = (ObjectNode) JSON.readTree(Events.data(n));
            var _ =
                    ok(
                            sessions.post(
                                    OWNER,
                                    session,
                                    List.of(new ExternalEvent("bench.tick", data)),
                                    OptionalLong.empty(),
                                    null));
        };
    }

    private static <T> T ok(Result<T> result) {
        return switch (result) {
            case Result.Ok<T> ok -> ok.value();
            case Result.Rejected<T> no -> throw new WrongRun("the engine answered " + no);
        };
    }

    @Override
    public void close() {
        sessions.close();
        timers.close();
        store.close();
    }
}
