package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.server.http.ConnectionLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that open many connections, or send the heads of their requests slowly. */
@Timeout(60)
class ConnectionLimitsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    /** Another address of this machine. */
    private static final String ELSEWHERE = "127.0.0.2";

    /** Many more than the connections that are open only to be refused. */
    private static final int MANY = 200;

    private final List<Wire> wires = new ArrayList<>();

    @TempDir private Path data;

    private Lab start(int all, int perAddress, Duration headDeadline) throws Exception {
        return Lab.start(
                Lab.withConnections(
                        Lab.config(data), new ConnectionLimits(all, perAddress, headDeadline)),
                Scripts::investigate);
    }

    private Wire connect(Lab lab, String address) throws IOException {
        Wire wire = Wire.from(address, lab.url());
        wires.add(wire);
        return wire;
    }

    /** Opens a connection that is served and stays. */
    private void hold(Lab lab, String address) throws IOException {
        Wire wire = connect(lab, address);
        Map<String, String> head = wire.get("/health").head();
        assertThat(head).containsEntry("", "200").doesNotContainKey("connection");
        wire.body(head);
    }

    @AfterEach
    void disconnect() throws IOException {
        for (Wire wire : wires) {
            wire.close();
        }
    }

    @Test
    void aHeadThatArrivesByteByByteIsAnsweredWith408AndCut() throws Exception {
        try (Lab lab = start(100, 100, Duration.ofMillis(300))) {
            Wire wire = connect(lab, "127.0.0.1").send("GET /health HTTP/1.1\r\nX-Slow: ");
            while (!wire.hasAnswer(50)) {
                wire.send("x");
            }
            Map<String, String> head = wire.head();
            assertThat(head).containsEntry("", "408").containsEntry("connection", "close");
            assertThat(wire.body(head)).contains("\"request_timeout\"");
            assertThat(wire.rest()).isEmpty();
        }
    }

    @Test
    void theHeadOfALaterRequestHasTheSameDeadline() throws Exception {
        try (Lab lab = start(100, 100, Duration.ofMillis(300))) {
            Wire wire = connect(lab, "127.0.0.1");
            wire.body(wire.get("/health").head());
            assertThat(wire.send("GET /hea").head()).containsEntry("", "408");
        }
    }

    @Test
    void aStreamAndAnIdleConnectionOutliveTheHeadDeadline() throws Exception {
        try (Lab lab = start(100, 100, Duration.ofMillis(100))) {
            Wire idle = connect(lab, "127.0.0.1");
            idle.body(idle.get("/health").head());
            String session = lab.open();
            Wire stream = connect(lab, "127.0.0.1");
            stream.get("/api/sessions/" + session + "/stream?follow=true").head();
            stream.until("run.complete");
            Wire late = connect(lab, "127.0.0.1").send("GET /hea");
            assertThat(late.head()).containsEntry("", "408");

            assertThat(idle.get("/health").head()).containsEntry("", "200");
            assertThat(lab.delete("/api/sessions/" + session).status()).isEqualTo(200);
            stream.until("deleted");
        }
    }

    @Test
    void anAddressWithAllItsConnectionsIsRefusedWhileOthersAreServed() throws Exception {
        try (Lab lab = start(100, 3, LONG)) {
            for (int i = 0; i < 3; i++) {
                hold(lab, ELSEWHERE);
            }
            Wire refused = connect(lab, ELSEWHERE);
            Map<String, String> head = refused.get("/api/sessions").head();
            assertThat(head)
                    .containsEntry("", "503")
                    .containsEntry("connection", "close")
                    .containsKey("retry-after");
            assertThat(refused.body(head)).contains("\"overloaded\"", "3 connections");
            assertThat(refused.rest()).isEmpty();

            assertThat(lab.get("/api/sessions").status()).isEqualTo(200);
            assertThat(lab.get("/health/ready").status()).isEqualTo(200);
        }
    }

    @Test
    void aFullServerRefusesAndIsAliveButNotReady() throws Exception {
        try (Lab lab = start(3, 3, LONG)) {
            for (int i = 0; i < 3; i++) {
                hold(lab, ELSEWHERE);
            }
            assertThat(lab.post("/api/sessions", Lab.opening(Lab.ALERT)).code())
                    .isEqualTo("overloaded");
            assertThat(lab.get("/health").status()).isEqualTo(200);
            Lab.Answer ready = lab.get("/health/ready");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.body()).contains("All 3 connections are in use.");

            disconnect();
            while (lab.get("/health/ready").status() != 200) {
                Thread.onSpinWait();
            }
            assertThat(lab.get("/api/sessions").status()).isEqualTo(200);
        }
    }

    @Test
    void aFloodIsClosedAtOnceAndLeavesRoomForTheRefusalsOfOthers() throws Exception {
        try (Lab lab = start(3, 3, LONG)) {
            for (int i = 0; i < 3; i++) {
                hold(lab, ELSEWHERE);
            }
            int closed = 0;
            for (int i = 0; i < MANY; i++) {
                // Some are kept to be refused; they send nothing, and are closed a little later.
                closed += connect(lab, ELSEWHERE).isClosed(20) ? 1 : 0;
            }
            assertThat(closed).isGreaterThan(MANY / 2);
            assertThat(lab.get("/health").status()).isEqualTo(200);
            for (Wire wire : wires.subList(3, wires.size())) {
                assertThat(wire.rest()).isEmpty();
            }
        }
    }

    @Test
    void fewFilesMeanFewConnections() {
        ConnectionLimits limits = ConnectionLimits.of(24_000, LONG);
        assertThat(limits.reduceTo(1_000_000)).isEqualTo(limits);
        assertThat(limits.reduceTo(1_024)).isEqualTo(new ConnectionLimits(512, 384, LONG));
        assertThat(limits.reduceTo(256)).isEqualTo(new ConnectionLimits(64, 48, LONG));
        assertThat(limits.reduceTo(100)).isEqualTo(new ConnectionLimits(1, 1, LONG));
        assertThat(new ConnectionLimits(100, 100, LONG).reduceTo(256))
                .isEqualTo(new ConnectionLimits(64, 64, LONG));
    }
}
