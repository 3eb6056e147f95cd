package dev.nocturne.llm.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateHostsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "127.0.0.1",
                "127.9.9.9",
                "10.1.2.3",
                "192.168.0.9",
                "172.16.0.1",
                "169.254.1.1",
                "100.64.0.1",
                "[::1]",
                "::1",
                "[fd00::1]",
                "[fe80::1]",
                "ollama",
                "gpu.local",
                "host.docker.internal",
                "a.home.arpa"
            })
    void theseArePrivate(String host) {
        assertThat(PrivateHosts.contains(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.openai.com",
                "8.8.8.8",
                "172.32.0.1",
                "100.128.0.1",
                "[2001:db8::1]",
                "localhost.example.com",
                "10.1.2.3.example.com",
                "999.1.1.1",
                "2130706433.com"
            })
    void theseAreNot(String host) {
        assertThat(PrivateHosts.contains(host)).isFalse();
    }
}
