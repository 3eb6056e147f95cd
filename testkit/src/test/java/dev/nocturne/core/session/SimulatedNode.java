package dev.nocturne.core.session;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.log.FencingToken;
import dev.nocturne.core.log.Lease;
import dev.nocturne.core.log.Store;
import dev.nocturne.core.stream.Feed;
import dev.nocturne.core.stream.Feeds;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A process: its writers and their runs, which all vanish when it crashes. */
final class SimulatedNode {
    private static final class Writing {
        final SessionProcessor processor;
        final Feed feed;
        final FencingToken token;
        SimulatedRun run;

        Writing(SessionProcessor processor, Feed feed, FencingToken token, SimulatedRun run) {
            this.processor = processor;
            this.feed = feed;
            this.token = token;
            this.run = run;
        }
    }

    private final String name;
    private final Store store;
    private final InstantSource clock;
    private final Random random;
    private final Map<SessionId, Writing> writing = new HashMap<>();
    private final Map<SessionId, StopCause> stops = new HashMap<>();
    private Feeds feeds = new Feeds();

    SimulatedNode(String name, Store store, InstantSource clock, Random random) {
        this.name = name;
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    Feeds feeds() {
        return feeds;
    }

    Optional<SessionState> state(SessionId session) {
        return Optional.ofNullable(writing.get(session)).map(w -> w.processor.state());
    }

    /** Whether the session's last append may or may not be stored. */
    boolean inDoubt(SessionId session) {
        Writing mine = writing.get(session);
        return mine != null && mine.processor.isInDoubt();
    }

    /** Gets a writer for the session if its lease can be had. */
    void open(SessionId session) {
        if (writing.containsKey(session)) {
            return;
        }
        if (store.acquire(session, name, SessionWriter.LEASE) instanceof Lease.Granted granted) {
            Feed feed = feeds.acquire(session);
            boolean loaded = false;
            try {
                SessionProcessor processor =
                        SessionProcessor.load(
                                store,
                                session,
                                granted.token(),
                                feed,
                                clock,
                                (before, after) -> {});
                Writing mine =
                        new Writing(
                                processor,
                                feed,
                                granted.token(),
                                new SimulatedRun(processor.state(), random));
                writing.put(session, mine);
                loaded = true;
                if (processor.state().status().isRunning()) {
                    SessionState state = processor.state();
                    String run = String.valueOf(state.runId());
                    submit(
                            session,
                            List.of(
                                    Submission.of(
                                            new SessionCommand.Resume(run, why(session), 3))));
                }
            } finally {
                if (!loaded) {
                    feeds.release(feed);
                }
            }
        }
    }

    /** Has the session's writer decide on all of it in one go. */
    void submit(SessionId session, List<Submission> submissions) {
        Writing mine = writing.get(session);
        if (mine == null) {
            return;
        }
        mine.processor.process(submissions);
        if (mine.processor.isLost()) {
            drop(session, mine);
        } else if (!mine.run.of(mine.processor.state())) {
            mine.run = new SimulatedRun(mine.processor.state(), random);
        }
    }

    /** Repeats the session's append in doubt, if there is one; its run waits for that. */
    void settle(SessionId session) {
        Writing mine = writing.get(session);
        if (mine != null && mine.processor.isInDoubt()) {
            mine.processor.settle();
            if (mine.processor.isLost()) {
                drop(session, mine);
            } else {
                mine.run = new SimulatedRun(mine.processor.state(), random);
            }
        }
    }

    /** The next thing the session's run does, if one is at work here. */
    Optional<SessionCommand> runs(SessionId session) {
        Writing mine = writing.get(session);
        if (mine == null
                || mine.processor.state().external()
                || !mine.run.of(mine.processor.state())) {
            return Optional.empty();
        }
        return Optional.of(mine.run.next(mine.processor.state(), clock.instant()));
    }

    /** The run did not get through and starts afresh from what the log holds. */
    void disturb(SessionId session) {
        Writing mine = writing.get(session);
        if (mine != null) {
            mine.run = new SimulatedRun(mine.processor.state(), random);
        }
    }

    /** What ended the session's last writer, as far as it was one of this process. */
    private StopCause why(SessionId session) {
        return stops.getOrDefault(session, StopCause.HANDOVER);
    }

    /** Lets go of a session in good order. */
    void unload(SessionId session) {
        Writing mine = writing.get(session);
        if (mine != null) {
            store.release(session, mine.token);
            stops.put(session, StopCause.SHUTDOWN);
            drop(session, mine);
        }
    }

    private void drop(SessionId session, Writing mine) {
        writing.remove(session);
        mine.processor.abandon();
        feeds.release(mine.feed);
    }

    /** Everything in memory is gone; leases stay until they expire. */
    void crash() {
        writing.keySet().forEach(session -> stops.put(session, StopCause.CRASH));
        writing.clear();
        feeds = new Feeds();
    }
}
