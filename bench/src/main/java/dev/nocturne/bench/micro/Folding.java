package dev.nocturne.bench.micro;

import dev.nocturne.core.SessionId;
import dev.nocturne.core.event.Event;
import dev.nocturne.core.session.Fold;
import dev.nocturne.core.session.SessionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures decoding and folding the events of a turn. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Folding {
    private static final int CALLS = 20;
    private static final int EVENTS = 3 + 2 * CALLS + 3;
    private static final Instant AT = Instant.parse("2026-03-01T00:00:00Z");

    private final List<Event> turn = turn();

    private static List<Event> turn() {
        List<Event> events = new ArrayList<>();
        add(events, "user_message", "{\"text\":\"All is quiet.\"}");
        add(
                events,
                "run.start",
                "{\"run_id\":\"r\",\"alert\":\"All is quiet.\",\"timestamp\":\"2026-03-01T00:00:00Z\","
                        + "\"scenario\":\"s\",\"orchestrator\":\"external\",\"owner\":\"local\"}");
        add(events, "session.created", "{\"session_id\":\"s\",\"thread_id\":\"t\"}");
        for (int i = 1; i <= CALLS; i++) {
            String call = "{\"id\":\"c" + i + "\",\"step\":" + i + ",\"agent\":\"TelemetryAgent\",";
            String query =
                    "\"query\":\"which links are down\",\"timestamp\":\"2026-03-01T00:00:00Z\"";
            add(events, "tool_call.start", call + query + "}");
            add(
                    events,
                    "tool_call.complete",
                    call + query + ",\"duration\":\"0.1s\",\"response\":\"two of twelve\"}");
        }
        add(events, "message.start", "{\"id\":\"m\"}");
        add(events, "message.complete", "{\"id\":\"m\",\"text\":\"It is the link.\"}");
        add(events, "run.complete", "{\"steps\":" + CALLS + ",\"time\":\"2.0s\"}");
        return List.copyOf(events);
    }

    private static void add(List<Event> events, String name, String data) {
        events.add(new Event(events.size() + 1L, name, 0, AT, data));
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public SessionState fold() {
        SessionState state = SessionState.empty(new SessionId("s"));
        for (Event event : turn) {
            state = Fold.apply(state, event);
        }
        return state;
    }
}
