package dev.nocturne.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.server.stream.StreamPlaces.Client;
import dev.nocturne.server.stream.StreamPlaces.Taken;
import org.junit.jupiter.api.Test;

class StreamPlacesTest {
    private static final Client ALICE = new Client("alice", "::1");
    private static final Client ALICE_TOO = new Client("alice", "127.0.0.1");
    private static final Client BOB = new Client("bob", "::1");

    @Test
    void aClientHasItsLimitWhateverIsFree() {
        StreamPlaces places = new StreamPlaces(1, 10);
        assertThat(places.take(ALICE)).isEqualTo(Taken.YES);
        assertThat(places.take(ALICE)).isEqualTo(Taken.CLIENT_FULL);
        assertThat(places.take(ALICE_TOO)).isEqualTo(Taken.YES);
    }

    @Test
    void anOwnerWithAllPlacesLeavesTheOthersTheirShare() {
        StreamPlaces places = new StreamPlaces(10, 4);
        for (int i = 0; i < 4; i++) {
            assertThat(places.take(ALICE)).isEqualTo(Taken.YES);
        }
        assertThat(places.take(ALICE_TOO)).isEqualTo(Taken.SERVER_FULL);
        assertThat(places.take(BOB)).isEqualTo(Taken.YES);
        assertThat(places.take(BOB)).isEqualTo(Taken.YES);
        assertThat(places.take(BOB)).isEqualTo(Taken.SERVER_FULL);
        places.give(ALICE);
        places.give(ALICE);
        assertThat(places.take(ALICE)).as("there are four still").isEqualTo(Taken.SERVER_FULL);
        places.give(BOB);
        assertThat(places.take(ALICE)).isEqualTo(Taken.YES);
        assertThat(places.open()).isEqualTo(4);
    }
}
