package dev.nocturne.scenarios.telecom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.scenarios.telecom.Outage.ServiceState;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutageTest {
    private final Network network = Network.load();
    private final Outage cut = new Outage(network, TelecomTimes.CUT_LINK, TelecomTimes.CUT);

    @Test
    void aFibreTakesAllIpLinksWithItThatRideOnIt() {
        assertThat(cut.downIpLinks())
                .containsExactlyInAnyOrder("IP-AST-BRN-1", "IP-AST-BRN-2", "IP-AST-ELV-1");
    }

    @Test
    void aServiceWithBothPathsOnTheFibreIsDownAndSoIsOneWithoutABackup() {
        assertThat(ids(ServiceState.DOWN)).containsExactly("SVC-01", "SVC-02", "SVC-03");
    }

    @Test
    void aServiceWithABackupElsewhereRunsOnIt() {
        assertThat(ids(ServiceState.ON_BACKUP)).containsExactly("SVC-04", "SVC-05", "SVC-06");
    }

    @Test
    void aServiceThatOnlyLosesItsBackupIsUnprotected() {
        assertThat(ids(ServiceState.UNPROTECTED))
                .containsExactly("SVC-07", "SVC-08", "SVC-09", "SVC-10");
    }

    @Test
    void trafficMovesToTheBackup() {
        NetworkState state = new NetworkState(network, List.of(cut));
        IpLink detour = network.ipLink("IP-AST-BRN-3");
        double before = state.trafficGbps(detour, cut.when().from().minusSeconds(60));
        double after = state.trafficGbps(detour, cut.when().from().plusSeconds(60));
        assertThat(after - before).isBetween(20.0, 22.0);
    }

    @Test
    void noTrafficRunsOverADeadLink() {
        NetworkState state = new NetworkState(network, List.of(cut));
        IpLink dead = network.ipLink("IP-AST-BRN-1");
        assertThat(state.trafficGbps(dead, cut.when().from().plusSeconds(60))).isZero();
    }

    private List<String> ids(ServiceState state) {
        return cut.servicesIn(state).stream().map(Service::id).toList();
    }
}
