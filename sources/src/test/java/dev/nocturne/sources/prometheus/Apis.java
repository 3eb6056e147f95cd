package dev.nocturne.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.environment.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings of tests, and what replies have to be. */
final class Apis {
    /** Of tests that wait for the end of it. */
    static final Duration SHORT = Duration.ofMillis(300);

    /** Of tests that do not; a busy machine takes seconds. */
    static final Duration LONG = Duration.ofSeconds(60);

    static final int BYTES = 4 << 20;

    private Apis() {}

    static PrometheusApi open(URI url) {
        return open(url, LONG);
    }

    static PrometheusApi open(URI url, Duration timeout) {
        return new PrometheusApi(
                settings(url, Map.of(), new PrometheusSettings.Limits(timeout, BYTES, 2, 40)));
    }

    static PrometheusSettings settings(
            URI url, Map<String, String> headers, PrometheusSettings.Limits limits) {
        return new PrometheusSettings(
                "prometheus", url, headers, Optional.empty(), Optional.empty(), limits);
    }

    /** What a complete answer has. */
    static <T> T all(Reply<T> reply) {
        Reply.Found<T> found = found(reply);
        assertThat(found.warnings()).isEmpty();
        return found.value();
    }

    static <T> Reply.Found<T> found(Reply<T> reply) {
        assertThat(reply).isInstanceOf(Reply.Found.class);
        return (Reply.Found<T>) reply;
    }

    /** The clause of a failure. */
    static String failure(Reply<?> reply, Answer.Reason reason) {
        assertThat(reply).isInstanceOf(Reply.Failed.class);
        Reply.Failed<?> failed = (Reply.Failed<?>) reply;
        assertThat(failed.reason()).as(failed.message()).isEqualTo(reason);
        assertThat(failed.message()).doesNotContain("\n").hasSizeLessThan(500);
        return failed.message();
    }
}
