package dev.nocturne.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Fault;
import dev.nocturne.core.Result;
import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.core.event.Payload;
import dev.nocturne.core.log.InMemoryStore;
import dev.nocturne.core.log.Receipt;
import dev.nocturne.core.log.SessionHead;
import dev.nocturne.core.status.Status;
import dev.nocturne.core.status.StatusTable;
import dev.nocturne.testkit.TestClock;
import dev.nocturne.testkit.session.LogRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/**
 * Two processes, a few sessions, a store that fails, leases that run out, crashes, readers that
 * come and go: one thread, one seed, and after every step what must always hold.
 */
final class Simulation {
    private static final int SESSIONS = 3;
    private static final int READERS = 6;
    private static final int LOG_LIMIT = 10_000;
    private static final String OWNER = "sim";

    private final Random random;
    private final TestClock clock = new TestClock();
    private final InMemoryStore store = new InMemoryStore(clock);
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final List<SessionId> sessions = new ArrayList<>();
    private final List<SimulatedReader> readers = new ArrayList<>();
    private final Map<SessionId, List<Event>> lastSeen = new HashMap<>();
    private final Map<SessionId, Long> acknowledged = new HashMap<>();
    private final Set<String> receiptsPromised = new HashSet<>();
    private final Set<SessionId> deleted = new HashSet<>();
    private final Set<StatusTable.Move> visited;
    private final Set<String> answeredBy;
    private final FaultyStore faulty;
    private final List<Owed> owed = new ArrayList<>();
    private int ids;

    /** A command of the server's own whose append is in doubt. */
    private record Owed(SimulatedNode node, SessionId session, Submission submission) {}

    Simulation(long seed, Set<StatusTable.Move> visited, Set<String> answeredBy) {
        this.answeredBy = answeredBy;
        this.random = new Random(seed);
        this.visited = visited;
        this.faulty = new FaultyStore(store, random, 0.03);
        nodes.add(new SimulatedNode("one", faulty, clock, random));
        nodes.add(new SimulatedNode("two", faulty, clock, random));
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(new SessionId("s" + i));
        }
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
            settle();
            check();
        }
        readers.forEach(this::readToTheEnd);
        check();
    }

    private void step() {
        clock.advance(Duration.ofMillis(random.nextInt(200)));
        SimulatedNode node = nodes.get(random.nextInt(nodes.size()));
        SessionId session = sessions.get(random.nextInt(sessions.size()));
        int choice = random.nextInt(1000);
        if (choice < 4) {
            node.crash();
        } else if (choice < 10) {
            clock.advance(SessionWriter.LEASE);
        } else if (choice < 14) {
            node.unload(session);
        } else if (choice < 16) {
            delete(session);
        } else if (choice < 30) {
            faulty.storeLate();
        } else if (choice < 300) {
            read(node, session);
        } else {
            work(node, session);
        }
    }

    private void work(SimulatedNode node, SessionId session) {
        try {
            node.open(session);
        } catch (Fault away) {
            assertThat(away.code().retryable()).isTrue();
        }
        node.settle(session);
        node.state(session)
                .ifPresent(state -> {
                    List<Submission> batch = new ArrayList<>();
                    batch.add(submission(node, session, state));
                    while (state.external() && random.nextInt(3) == 0) {
                        batch.add(submission(node, session, state));
                    }
                    node.submit(session, batch);
                    for (Submission each : batch) {
                        if (each.reply().isGiven()) {
                            answered(node, session, each);
                        } else {
                            assertThat(node.inDoubt(session)).as("why a reply is owed").isTrue();
                            owed.add(new Owed(node, session, each));
                        }
                    }
                });
    }

    private Submission submission(SimulatedNode node, SessionId session, SessionState state) {
        SessionCommand command =
                node.inDoubt(session) ? new SessionCommand.Cancel() : command(node, session, state);
        if (random.nextInt(4) > 0) {
            return Submission.of(command);
        }
        String key = "k" + ids++;
        return new Submission(
                OWNER,
                command,
                List.of(),
                committed -> new Receipt(OWNER, key, key, "{}", clock.instant()),
                new PendingReply<>());
    }

    private SessionCommand command(SimulatedNode node, SessionId session, SessionState state) {
        if (state.seq() == 0) {
            String orchestrator = random.nextInt(3) == 0 ? SessionState.EXTERNAL : "sim";
            return new SessionCommand.Begin(
                    OWNER, "anywhere", orchestrator, "alert", "r" + ids++, "t" + ids++);
        }
        if (!state.status().isRunning()) {
            return new SessionCommand.Ask("and then?", "r" + ids++, "t" + ids++);
        }
        int choice = random.nextInt(30);
        if (!state.approvals().isEmpty() && choice > 20) {
            return resolve(state.approvals());
        } else if (choice == 0) {
            return new SessionCommand.Cancel();
        } else if (choice == 1) {
            return new SessionCommand.Expire(
                    String.valueOf(state.runId()), ErrorCode.DEADLINE_EXCEEDED, "late");
        } else if (choice == 2) {
            return new SessionCommand.Ask("already?", "r" + ids++, "t");
        } else if (choice == 4) {
            return new SessionCommand.Resolve("none", ApprovalDecision.APPROVE, OWNER, null);
        } else if (choice == 3) {
            return new SessionCommand.Emit("a run of old", 0, List.of());
        } else if (state.external()) {
            return post(state);
        }
        return node.runs(session).orElse(new SessionCommand.Cancel());
    }

    /** A person answers, also too late; or the clock does, but never too early. */
    private SessionCommand resolve(List<OpenApproval> approvals) {
        OpenApproval open = approvals.get(random.nextInt(approvals.size()));
        boolean due = !clock.instant().isBefore(open.expiresAt());
        boolean yes = random.nextBoolean();
        return due && random.nextBoolean()
                ? new SessionCommand.Resolve(open.id(), ApprovalDecision.DENY, null, null)
                : new SessionCommand.Resolve(
                        open.id(),
                        yes ? ApprovalDecision.APPROVE : ApprovalDecision.DENY,
                        OWNER,
                        yes ? null : "no");
    }

    private SessionCommand post(SessionState state) {
        List<ExternalEvent> events = new ArrayList<>();
        boolean asks = random.nextInt(4) == 0;
        if (asks) {
            int id = ids++;
            int step = state.turnSteps() + 1;
            Instant expires = clock.instant().plusMillis(random.nextInt(5_000));
            events.add(
                    new ExternalEvent(
                            "tool_call.start",
                            EventCodec.object(
                                    "{\"id\":\"c%d\",\"step\":%d,\"agent\":\"A\",\"query\":\"q\"}"
                                            .formatted(id, step))));
            events.add(
                    new ExternalEvent(
                            "approval.requested",
                            EventCodec.object(
                                    "{\"id\":\"a%d\",\"call\":\"c%d\",\"tool\":\"t\",\"arguments\":{\"x\":1.50},\"expires_at\":\"%s\"}"
                                            .formatted(id, id, expires))));
        }
        for (int i = 0; i <= random.nextInt(3); i++) {
            events.add(new ExternalEvent("mark", EventCodec.object("{\"n\":" + ids++ + "}")));
        }
        if (random.nextInt(10) == 0) {
            String end = random.nextBoolean() ? "run.complete" : "error";
            events.add(new ExternalEvent(end, EventCodec.object("{}")));
        }
        OptionalLong expected =
                asks || random.nextInt(3) == 0
                        ? OptionalLong.of(state.seq() - (asks ? 0 : random.nextInt(2)))
                        : OptionalLong.empty();
        return new SessionCommand.Post(events, expected);
    }

    /** What was in doubt has an outcome as soon as its writer has settled or ended. */
    private void settle() {
        for (Owed each : List.copyOf(owed)) {
            if (each.submission().reply().isGiven()) {
                owed.remove(each);
                answered(each.node(), each.session(), each.submission());
            }
        }
    }

    private void answered(SimulatedNode node, SessionId session, Submission submission) {
        try {
            if (submission.reply().await() instanceof Result.Ok<Committed> ok) {
                acknowledged.merge(session, ok.value().state().seq(), Math::max);
                if (submission.claim() != null) {
                    receiptsPromised.add(submission.claim().receipt(ok.value()).key());
                }
            } else {
                node.disturb(session);
            }
        } catch (Fault doubtful) {
            node.disturb(session);
        }
    }

    private void delete(SessionId session) {
        store.delete(session);
        if (lastSeen.containsKey(session)) {
            deleted.add(session);
            lastSeen.remove(session);
            acknowledged.remove(session);
            readers.clear();
            sessions.replaceAll(s -> s.equals(session) ? new SessionId("s" + ids++) : s);
        }
    }

    private void read(SimulatedNode node, SessionId session) {
        if (readers.size() < READERS) {
            long tail = store.head(session).map(SessionHead::tail).orElse(0L);
            readers.add(
                    new SimulatedReader(session, store, tail == 0 ? 0 : random.nextLong(tail + 1)));
        }
        SimulatedReader reader = readers.get(random.nextInt(readers.size()));
        switch (random.nextInt(12)) {
            case 0 -> reader.connect(node.feeds());
            case 1 -> reader.disconnect();
            default -> reader.read(random);
        }
    }

    private void readToTheEnd(SimulatedReader reader) {
        reader.connect(nodes.getFirst().feeds());
        for (int i = 0; i < LOG_LIMIT; i++) {
            reader.read(random);
        }
    }

    private void check() {
        for (SessionId session : sessions) {
            List<Event> log = store.read(session, 0, LOG_LIMIT);
            List<Event> before = lastSeen.getOrDefault(session, List.of());
            assertThat(log.size()).isGreaterThanOrEqualTo(before.size());
            assertThat(log.subList(0, before.size())).as("what is written stays").isEqualTo(before);
            assertThat((long) log.size())
                    .isGreaterThanOrEqualTo(acknowledged.getOrDefault(session, 0L));
            if (log.size() > before.size()) {
                assertThat(LogRules.breaches(log)).isEmpty();
                assertThat(log.stream().filter(e -> e.name().equals("mark")).map(Event::data))
                        .as("what was appended in doubt is stored once")
                        .doesNotHaveDuplicates();
                assertFoldsAlike(session, log);
                lastSeen.put(session, log);
            }
        }
        readers.forEach(r -> r.check(log(r)));
        receiptsPromised.forEach(key -> assertThat(store.receipt(OWNER, key)).isPresent());
        deleted.forEach(gone -> assertThat(store.head(gone)).isEmpty());
    }

    private List<Event> log(SimulatedReader reader) {
        return store.read(reader.session(), 0, LOG_LIMIT);
    }

    private List<OpenApproval> listed(SessionId session) {
        return StoredState.decode(store.head(session).orElseThrow().checkpoint()).approvals();
    }

    /** Nobody answers after the time, and the time ends nothing before. */
    private void assertApprovals(List<Event> log) {
        Map<String, Instant> expires = new HashMap<>();
        for (Event event : log) {
            if (!event.name().startsWith("approval.")) {
                continue;
            }
            Payload payload = EventCodec.decode(event.name(), event.data());
            if (payload instanceof Payload.ApprovalRequested asked) {
                expires.put(asked.id(), asked.expiresAt());
            } else if (payload instanceof Payload.ApprovalResolved resolved) {
                Instant end = expires.get(resolved.id());
                answeredBy.add(resolved.by());
                switch (resolved.by()) {
                    case "expiry" -> assertThat(event.timestamp()).isAfterOrEqualTo(end);
                    case "turn_end" -> assertThat(resolved.approved()).isFalse();
                    default -> assertThat(event.timestamp()).isBefore(end);
                }
            }
        }
    }

    /**
     * Load from the checkpoint and fold from the beginning come to the same; at rest the checkpoint
     * is the whole.
     */
    private void assertFoldsAlike(SessionId session, List<Event> log) {
        SessionState state = SessionState.empty(session);
        for (Event event : log) {
            SessionState next = Fold.apply(state, event);
            Status from = state.status();
            StatusTable.MOVES.stream()
                    .filter(m ->
                            m.from() == from && m.to() == next.status() && from != next.status())
                    .forEach(visited::add);
            state = next;
        }
        assertThat(StoredState.load(store, session)).isEqualTo(state);
        assertThat(listed(session)).as("what lists show").isEqualTo(state.approvals());
        assertApprovals(log);
        if (!state.status().isRunning()) {
            assertThat(store.head(session).orElseThrow().checkpoint().seq()).isEqualTo(log.size());
            assertThat(state.settled()).isEqualTo(log.size());
        }
    }
}
