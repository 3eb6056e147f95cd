package dev.nocturne.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostCheckTest {
    private static final HostCheck LOOPBACK = HostCheck.of(true, Set.of(), Set.of());

    private static boolean mayWrite(
            HostCheck check, String host, @Nullable String origin, @Nullable String fetchSite) {
        return check.refusal(new HostCheck.Source(host, origin, fetchSite, true)).isEmpty();
    }

    @Test
    void theServersOwnOriginMayWriteAndNoOther() {
        assertThat(mayWrite(LOOPBACK, "localhost:8080", "http://localhost:8080", null)).isTrue();
        assertThat(mayWrite(LOOPBACK, "localhost", "http://LOCALHOST:80", null)).isTrue();
        for (String origin :
                List.of(
                        "http://localhost:5173",
                        "http://127.0.0.1:8080",
                        "https://localhost:8080",
                        "https://evil.example",
                        "localhost:8080",
                        "null",
                        "")) {
            assertThat(mayWrite(LOOPBACK, "localhost:8080", origin, null)).as(origin).isFalse();
        }
    }

    @Test
    void aProgramWithoutTheHeadersOfABrowserMayWrite() {
        assertThat(mayWrite(LOOPBACK, "localhost", null, null)).isTrue();
        assertThat(mayWrite(LOOPBACK, "localhost", null, "none")).isTrue();
    }

    @Test
    void whatTheBrowserCallsAnotherSiteMayNotWriteWhateverItsOrigin() {
        for (String site : List.of("cross-site", "same-site", "Cross-Site")) {
            assertThat(mayWrite(LOOPBACK, "localhost", null, site)).as(site).isFalse();
            assertThat(mayWrite(LOOPBACK, "localhost", "http://localhost", site))
                    .as(site)
                    .isFalse();
        }
    }

    @Test
    void theOriginIsCheckedAlsoWhereEveryHostNameIsServed() {
        HostCheck check = HostCheck.of(false, Set.of(), Set.of());
        assertThat(mayWrite(check, "noc:8080", "http://noc:8080", null)).isTrue();
        assertThat(mayWrite(check, "noc", "https://noc", null)).isTrue();
        assertThat(mayWrite(check, "noc:8080", "http://evil.example", null)).isFalse();
        assertThat(mayWrite(check, "noc:8080", "http://noc:9090", null)).isFalse();
    }

    @Test
    void behindAProxyThatChangesTheHostSecFetchSiteDecides() {
        HostCheck any = HostCheck.of(false, Set.of(), Set.of());
        assertThat(mayWrite(any, "10.0.0.7:8080", "https://noc.example", "same-origin")).isTrue();
        assertThat(mayWrite(any, "10.0.0.7:8080", "https://noc.example", null)).isFalse();

        HostCheck named = HostCheck.of(true, Set.of("noc.example"), Set.of());
        assertThat(mayWrite(named, "127.0.0.1:8080", "https://noc.example", null)).isTrue();
        assertThat(mayWrite(named, "127.0.0.1:8080", "https://noc.example:8443", null)).isTrue();
        assertThat(mayWrite(named, "127.0.0.1:8080", "https://noc.example:3000", "same-site"))
                .isFalse();
    }

    @Test
    void aConfiguredOriginMayWriteFromAnotherSite() {
        HostCheck check = HostCheck.of(true, Set.of(), Set.of("https://Desk.example:443"));
        assertThat(mayWrite(check, "localhost", "https://desk.example", "cross-site")).isTrue();
        assertThat(mayWrite(check, "localhost", "http://desk.example", "cross-site")).isFalse();
        assertThat(mayWrite(check, "localhost", "https://desk.example:444", null)).isFalse();
        assertThat(mayWrite(check, "localhost", "http://localhost", "cross-site")).isFalse();
    }

    @Test
    void readsNeedOnlyTheHost() {
        var read = new HostCheck.Source("localhost", "http://evil.example", "cross-site", false);
        assertThat(LOOPBACK.refusal(read)).isEmpty();
        var rebound = new HostCheck.Source("evil.example", null, null, false);
        assertThat(LOOPBACK.refusal(rebound)).isPresent();
        assertThat(HostCheck.of(false, Set.of(), Set.of()).refusal(rebound)).isEmpty();
    }
}
