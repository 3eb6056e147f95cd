package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.core.run.RunContext;
import dev.nocturne.server.Lab.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StreamTest {
    @TempDir Path data;

    @Test
    void headersAndFirstBytesComeAtOnce() throws Exception {
        try (Lab lab = Lab.start(data, Scripts.gated(new CountDownLatch(1)));
                Wire wire = new Wire(lab.url())) {
            String id = lab.open();

            Map<String, String> head =
                    wire.get("/api/sessions/" + id + "/stream", "Accept-Encoding: gzip").head();

            assertThat(head)
                    .containsEntry("", "200")
                    .containsEntry("content-type", "text/event-stream; charset=utf-8")
                    .containsEntry("cache-control", "no-store")
                    .containsEntry("x-accel-buffering", "no")
                    .doesNotContainKeys("content-encoding", "content-length", "server");
            assertThat(new String(wire.chunk(), StandardCharsets.UTF_8)).isEqualTo(": ok\n\n");
        }
    }

    @Test
    void theStreamIsTheLogByteForByteLiveAndReplayed() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (Lab lab = Lab.start(data, Scripts.gated(gate));
                Wire wire = new Wire(lab.url())) {
            String id = lab.open();
            wire.get("/api/sessions/" + id + "/stream").head();
            String live = wire.until("Wait.");
            gate.countDown();
            live += wire.body();

            String replayed = lab.get("/api/sessions/" + id + "/stream").body();

            assertThat(live.replace(": hb\n\n", "")).isEqualTo(replayed).doesNotContain("\r");
            List<Sse.Event> events = Sse.events(replayed);
            assertThat(events.subList(0, events.size() - 1)).isEqualTo(lab.log(id));
            assertThat(events.getLast())
                    .isEqualTo(new Sse.Event(null, "done", "{\"status\":\"completed\"}"));
        }
    }

    @Test
    void aStreamContinuesAfterThePositionOfTheClient() throws Exception {
        try (Lab lab = Lab.start(data, Scripts::investigate)) {
            String id = lab.openAndFinish();
            List<Sse.Event> log = lab.log(id);
            String stream = "/api/sessions/" + id + "/stream";

            for (int since = 0; since <= log.size(); since++) {
                List<Sse.Event> rest = lab.stream(id, since);
                assertThat(rest.subList(0, rest.size() - 1))
                        .isEqualTo(log.subList(since, log.size()));
            }
            assertThat(Sse.events(lab.get(stream + "?since=1", "Last-Event-ID", "4").body()))
                    .isEqualTo(lab.stream(id, 4));
            assertThat(Sse.events(lab.get(stream + "?since=3", "Last-Event-ID", "").body()))
                    .isEqualTo(lab.stream(id, 3));
        }
    }

    @Test
    void aPositionThatCannotBeIsRefused() throws Exception {
        try (Lab lab = Lab.start(data, Scripts::investigate)) {
            String id = lab.openAndFinish();
            String stream = "/api/sessions/" + id + "/stream";

            for (String since :
                    List.of("-1", "1.5", "x", "", "%20", "1e3", "0x1", "9".repeat(30), "+1")) {
                Answer answer = lab.get(stream + "?since=" + since);
                assertThat(answer.status()).as(since).isEqualTo(422);
                assertThat(answer.code()).isEqualTo("invalid_request");
                assertThat(answer.json().path("detail").stringValue()).contains("'since'");
            }
            assertThat(lab.get(stream, "Last-Event-ID", "last").code())
                    .isEqualTo("invalid_request");
            assertThat(lab.get(stream + "?follow=perhaps").code()).isEqualTo("invalid_request");
            assertThat(lab.get(stream + "?since=1&since=2").code()).isEqualTo("invalid_request");

            Answer beyond = lab.get(stream + "?since=" + (lab.log(id).size() + 1));
            assertThat(beyond.status()).isEqualTo(410);
            assertThat(beyond.code()).isEqualTo("position_gone");
        }
    }

    @Test
    void aPositionOfAnotherEpochIsRefused() throws Exception {
        try (Lab lab = Lab.start(data, Scripts::investigate)) {
            String id = lab.openAndFinish();
            String stream = "/api/sessions/" + id + "/stream";
            String epoch = lab.get("/api/sessions/" + id).json().path("epoch").asString("");
            assertThat(epoch).isNotEmpty();
            assertThat(lab.get(stream + "?since=2&epoch=" + epoch).status()).isEqualTo(200);
            assertThat(lab.get(stream + "?since=0&epoch=another").status()).isEqualTo(200);
            Answer answer = lab.get(stream + "?epoch=another", "Last-Event-ID", "2");
            assertThat(answer.status()).isEqualTo(410);
            assertThat(answer.code()).isEqualTo("position_gone");
        }
    }

    @Test
    void aFollowerSeesLaterTurnsUntilTheSessionIsDeleted() throws Exception {
        try (Lab lab = Lab.start(data, Scripts::investigate);
                Wire wire = new Wire(lab.url())) {
            String id = lab.openAndFinish();
            wire.get("/api/sessions/" + id + "/stream?follow=true").head();
            wire.until("event: run.complete");
            lab.post("/api/sessions/" + id + "/message", "{\"text\":\"And now?\"}");
            wire.until("event: run.complete");

            lab.delete("/api/sessions/" + id);

            assertThat(Sse.events(wire.body()))
                    .containsExactly(new Sse.Event(null, "done", "{\"status\":\"deleted\"}"));
        }
    }

    @Test
    void theStatusIsFinalBeforeTheLastEventIsSeen() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (Lab lab = Lab.start(data, Scripts.gated(gate));
                Wire wire = new Wire(lab.url())) {
            String id = lab.open();
            wire.get("/api/sessions/" + id + "/stream?follow=true").head();
            gate.countDown();
            wire.until("event: run.complete");

            assertThat(lab.get("/api/sessions/" + id).json().path("status").stringValue())
                    .isEqualTo("completed");
        }
    }

    @Test
    void headOfAStreamHasNoBodyAndHoldsNothing() throws Exception {
        try (Lab lab = Lab.start(data, Scripts.gated(new CountDownLatch(1)))) {
            String id = lab.open();

            Answer head =
                    lab.send("HEAD", "/api/sessions/" + id + "/stream", BodyPublishers.noBody());

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(lab.server().awaitStreams(0, Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void aClientHasALimitedNumberOfStreams() throws Exception {
        var config = Lab.withStreams(Lab.config(data), 2, Duration.ofSeconds(30));
        try (Lab lab = Lab.start(config, Scripts.gated(new CountDownLatch(1)));
                Wire first = new Wire(lab.url());
                Wire second = new Wire(lab.url())) {
            String stream = "/api/sessions/" + lab.open() + "/stream";
            first.get(stream).head();
            second.get(stream).head();

            Answer third = lab.get(stream);

            assertThat(third.status()).isEqualTo(429);
            assertThat(third.code()).isEqualTo("too_many_streams");
            assertThat(third.header("retry-after")).isNotEmpty();
        }
    }

    @Test
    void aClientThatDisconnectsFreesItsPlaceAndCancelsNothing() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        try (Lab lab =
                Lab.start(
                        data,
                        run -> {
                            gone.await();
                            chatter(run, gate, Integer.MAX_VALUE);
                            Scripts.answer(run, "No client listened.");
                        })) {
            String id = lab.open();
            try (Wire wire = new Wire(lab.url())) {
                wire.get("/api/sessions/" + id + "/stream").head();
                wire.until("session.created");
            }
            gone.countDown();

            assertThat(lab.server().awaitStreams(0, Duration.ofSeconds(10))).isTrue();

            gate.countDown();
            List<Sse.Event> events = lab.stream(id, 0);
            assertThat(events.getLast().data()).isEqualTo("{\"status\":\"completed\"}");
        }
    }

    @Test
    void aReaderThatReadsNothingIsCutOffAndDelaysNoOther() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        var config = Lab.withStreams(Lab.config(data), 10, Duration.ofSeconds(2));
        try (Lab lab =
                        Lab.start(
                                config,
                                run -> {
                                    chatter(run, gate, 3_000);
                                    Scripts.answer(run, "Enough said.");
                                });
                Wire stalled = new Wire(lab.url(), 4 * 1024)) {
            String id = lab.open();
            stalled.get("/api/sessions/" + id + "/stream");

            List<Sse.Event> events = lab.stream(id, 0);
            assertThat(events.getLast().data()).isEqualTo("{\"status\":\"completed\"}");

            assertThat(lab.server().awaitStreams(0, Duration.ofSeconds(10))).isTrue();
            stalled.head();
            assertThatThrownBy(stalled::body).isInstanceOf(IOException.class);
        }
    }

    /** Emits a status of 1 kB repeatedly, until the gate opens or the limit is reached. */
    private static void chatter(RunContext run, CountDownLatch gate, int times) {
        String words = "x".repeat(1_000);
        for (int i = 0; i < times && gate.getCount() > 0; i++) {
            run.status(i + " " + words);
        }
    }
}
