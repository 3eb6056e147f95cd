package dev.nocturne.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.event.Event;
import dev.nocturne.testkit.session.LogRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} loses nothing. */
class KilledServerIT {
    private static final int KILLS = 20;

    /** Another one is tried with -Dnocturne.seed=N; a failure names the one it had. */
    private static final long SEED = Long.getLong("nocturne.seed", 20261123);

    private static final String PACK = "telecom-transport";
    private static final Duration PACE = Duration.ofMillis(60);

    @TempDir private Path home;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void aRunFinishesWhereverItIsKilled() throws IOException, InterruptedException {
        Random random = new Random(SEED);
        try (Distribution distribution = Distribution.in(home);
                ServerProcess server = paced(distribution)) {
            String alert = server.defaultAlert(PACK);
            int length = whole(server, server.create(PACK, alert), new ArrayList<>()).size();
            for (int kill = 0; kill < KILLS; kill++) {
                int after = random.nextInt(length);
                Duration then = PACE.multipliedBy(random.nextInt(100)).dividedBy(100);
                String where =
                        "seed " + SEED + ", kill " + kill + " at event " + after + " + " + then;
                String session = server.create(PACK, alert);
                killedOnce(server, session, after, then, where);
                Distribution.Ran recheck =
                        distribution.run("recheck", session, "--server", server.url());
                assertThat(recheck.out())
                        .as(where + recheck.err())
                        .startsWith("The conclusion is the same")
                        .doesNotContain("differs")
                        .doesNotContain("could not ask");
                assertThat(recheck.code()).as(where).isZero();
            }
        }
    }

    private static void killedOnce(
            ServerProcess server, String session, int after, Duration then, String where)
            throws IOException, InterruptedException {
        List<Event> log = new ArrayList<>();
        try (RawStream stream = server.stream(session, 0)) {
            for (Event e = stream.next(); e != null; e = stream.next()) {
                log.add(e);
                if (log.size() == after + 1) {
                    break;
                }
            }
            LockSupport.parkNanos(then.toNanos()); // anywhere within a tool call or its pause
            server.kill();
            for (Event e = stream.next(); e != null; e = stream.next()) {
                log.add(e);
            }
        }
        server.restart();
        whole(server, session, log);
        assertThat(log)
                .as(where)
                .extracting(Event::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, log.size()).boxed().toList());
        assertThat(log.getLast().name()).as(where).isEqualTo("run.complete");
        assertThat(server.status(session)).as(where).isEqualTo("completed");
        List<Event> replay = whole(server, session, new ArrayList<>());
        assertThat(log)
                .as(where)
                .extracting(Event::data)
                .isEqualTo(replay.stream().map(Event::data).toList());
        assertThat(LogRules.breaches(replay)).as(where).isEmpty();
        assertThat(calls(replay, "tool_call.start"))
                .as(where)
                .isEqualTo(calls(replay, "tool_call.complete"));
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aTailContinuesOverARestartWithoutGapOrRepeat() throws IOException, InterruptedException {
        try (Distribution distribution = Distribution.in(home);
                ServerProcess server = paced(distribution)) {
            String session = server.create(PACK, server.defaultAlert(PACK));
            Distribution.Started tail =
                    distribution.start("tail", session, "--json", "--server", server.url());
            Poll.until("the tail hears it", () -> Files.size(tail.out()) > 0);
            server.kill();
            server.restart();
            Distribution.Ran ran = Distribution.end(tail);
            assertThat(ran.code()).as(ran.err()).isZero();
            List<Event> replay = whole(server, session, new ArrayList<>());
            List<String> expected = new ArrayList<>();
            replay.forEach(e ->
                    expected.add(
                            "{\"seq\":%d,\"event\":\"%s\",\"data\":%s}"
                                    .formatted(e.seq(), e.name(), e.data())));
            expected.add("{\"event\":\"done\",\"data\":{\"status\":\"completed\"}}");
            assertThat(ran.out().lines()).containsExactlyElementsOf(expected);
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void theSameRequestThreeTimesOverARestartIsOneSessionAndOneTurn()
            throws IOException, InterruptedException {
        String body = "{\"environment\":\"" + PACK + "\",\"alert_text\":\"All is quiet.\"}";
        try (Distribution distribution = Distribution.in(home);
                ServerProcess server = paced(distribution)) {
            var first = server.post("/api/sessions", body, "key-1");
            var second = server.post("/api/sessions", body, "key-1");
            server.kill();
            server.restart();
            var third = server.post("/api/sessions", body, "key-1");
            assertThat(List.of(second, third))
                    .allSatisfy(answer -> {
                        assertThat(answer.status()).isEqualTo(200);
                        assertThat(answer.json()).isEqualTo(first.json());
                    });
            assertThat(
                            server.post("/api/sessions", body.replace("quiet", "loud"), "key-1")
                                    .status())
                    .isEqualTo(422);
            assertThat(server.get("/api/sessions").json().path("sessions").size()).isEqualTo(1);
            String session = first.json().path("session_id").asString();
            List<Event> log = whole(server, session, new ArrayList<>());
            assertThat(calls(log, "user_message")).isEqualTo(1);
            assertThat(LogRules.breaches(log)).isEmpty();
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aTurnThatGetsFurtherIsNotGivenUpHoweverOftenTheServerIsKilled()
            throws IOException, InterruptedException {
        try (Distribution distribution = Distribution.in(home);
                ServerProcess server = paced(distribution)) {
            String session = server.create(PACK, server.defaultAlert(PACK));
            List<Event> log = new ArrayList<>();
            for (int kill = 0; kill < 6; kill++) {
                readCalls(server, session, log, 1);
                server.kill();
                server.restart();
            }
            assertResumed(whole(server, session, log), "crash", 6);
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aTurnIsNotGivenUpHoweverOftenTheServerIsDeployed()
            throws IOException, InterruptedException {
        try (Distribution distribution = Distribution.in(home);
                ServerProcess server = paced(distribution)) {
            String session = server.create(PACK, server.defaultAlert(PACK));
            List<Event> log = new ArrayList<>();
            readCalls(server, session, log, 1);
            for (int deployed = 1; deployed <= 6; deployed++) {
                server.stop();
                server.restart();
                awaitResumed(server, session, log, deployed);
            }
            assertResumed(whole(server, session, log), "shutdown", 6);
        }
    }

    /** Reads on until so many more calls have ended. */
    private static void readCalls(ServerProcess server, String session, List<Event> log, int more)
            throws IOException {
        long wanted = calls(log, "tool_call.complete") + more;
        try (RawStream stream = server.stream(session, log.isEmpty() ? 0 : log.getLast().seq())) {
            while (calls(log, "tool_call.complete") < wanted) {
                log.add(stream.next());
            }
        }
    }

    private static void awaitResumed(
            ServerProcess server, String session, List<Event> log, int times) throws IOException {
        try (RawStream stream = server.stream(session, log.getLast().seq())) {
            while (resumed(log, "shutdown") < times) {
                log.add(stream.next());
            }
        }
    }

    private static long resumed(List<Event> log, String stop) {
        return log.stream().filter(e -> e.data().contains("\"stop\":\"" + stop + "\"")).count();
    }

    private static void assertResumed(List<Event> log, String stop, int times) {
        assertThat(resumed(log, stop)).isEqualTo(times);
        assertThat(log.getLast().name()).isEqualTo("run.complete");
        assertThat(LogRules.breaches(log)).isEmpty();
    }

    private ServerProcess paced(Distribution distribution) {
        return ServerProcess.start(
                distribution, home.resolve("data"), "--pace", PACE.toMillis() + "ms");
    }

    /** Reads the stream behind what is there to its end. */
    private static List<Event> whole(ServerProcess server, String session, List<Event> log)
            throws IOException {
        try (RawStream stream = server.stream(session, log.isEmpty() ? 0 : log.getLast().seq())) {
            for (Event e = stream.next(); e != null; e = stream.next()) {
                log.add(e);
            }
            assertThat(stream.status()).isEqualTo("completed");
        }
        return log;
    }

    private static long calls(List<Event> log, String name) {
        return log.stream().filter(e -> e.name().equals(name)).count();
    }
}
