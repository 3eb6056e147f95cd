package dev.nocturne.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LayersTest {
    @Test
    void theLargestShareComesFirst() {
        assertThat(new Layers(Map.of("JSON", 1L, "sockets", 3L)).table())
                .isEqualTo(
                        """
                        CPU time of Java threads by purpose, of 4 samples
                        75.0 % sockets
                        25.0 % JSON\
                        """);
    }

    @Test
    void aRecordingWithoutSamplesSaysSo() {
        assertThat(new Layers(Map.of()).table()).isEqualTo("No samples by CPU time.");
    }

    @Test
    void theFirstPurposeThatFitsIsTheClasss() {
        assertThat(Layers.purpose("sun.nio.ch.SocketDispatcher")).contains("sockets");
        assertThat(Layers.purpose("dev.nocturne.server.http.Router"))
                .contains("Nocturne's HTTP layer");
        assertThat(Layers.purpose("dev.nocturne.server.Backend")).contains("other Nocturne code");
        assertThat(Layers.purpose("java.lang.String")).isEmpty();
    }
}
