package dev.nocturne.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.server.stream.StreamPlaces.Admission;
import dev.nocturne.server.stream.StreamPlaces.Client;
import org.junit.jupiter.api.Test;

class StreamPlacesTest {
    private static final Client ALICE = new Client("alice", "::1");
    private static final Client ALICE_TOO = new Client("alice", "127.0.0.1");
    private static final Client BOB = new Client("bob", "::1");

    @Test
    void aClientHasItsLimitWhateverIsFree() {
        StreamPlaces places = new StreamPlaces(1, 10);
        assertThat(places.take(ALICE)).isEqualTo(Admission.GRANTED);
        assertThat(places.take(ALICE)).isEqualTo(Admission.CLIENT_FULL);
        assertThat(places.take(ALICE_TOO)).isEqualTo(Admission.GRANTED);
    }

    @Test
    void anOwnerWithAllPlacesLeavesTheOthersTheirShare() {
        StreamPlaces places = new StreamPlaces(10, 4);
        for (int i = 0; i < 4; i++) {
            assertThat(places.take(ALICE)).isEqualTo(Admission.GRANTED);
        }
        assertThat(places.take(ALICE_TOO)).isEqualTo(Admission.SERVER_FULL);
        assertThat(places.take(BOB)).isEqualTo(Admission.GRANTED);
        assertThat(places.take(BOB)).isEqualTo(Admission.GRANTED);
        assertThat(places.take(BOB)).isEqualTo(Admission.SERVER_FULL);
        places.release(ALICE);
        places.release(ALICE);
        assertThat(places.take(ALICE)).as("there are four still").isEqualTo(Admission.SERVER_FULL);
        places.release(BOB);
        assertThat(places.take(ALICE)).isEqualTo(Admission.GRANTED);
        assertThat(places.count()).isEqualTo(4);
    }
}
