package dev.nocturne.sources.file;

import dev.nocturne.environment.Source;
import dev.nocturne.sources.prometheus.EntityRules;
import dev.nocturne.sources.prometheus.PrometheusSettings;
import dev.nocturne.sources.prometheus.PrometheusSource;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a source of {@code type: prometheus}. */
final class PrometheusReader {
    static final List<String> KEYS =
            List.of(
                    "name",
                    "type",
                    "url",
                    "headers",
                    "bearer",
                    "basic",
                    "ca",
                    "certificate",
                    "limits",
                    "entities");

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})(kB|MB)");

    /** A server that needs longer is of no use to an investigation. */
    private static final Duration MOST_TIME = Duration.ofMinutes(5);

    private static final Duration LEAST_TIME = Duration.ofMillis(100);

    private static final int LEAST_BYTES = 64 << 10;

    /** Answers are held in memory. */
    private static final int MOST_BYTES = 512 << 20;

    /** More at the same time is load that the server's other users notice. */
    private static final int MOST_IN_FLIGHT = 32;

    private static final int MOST_QUERIES = 1_000;

    private final Keys keys;
    private final Secrets secrets;
    private final Mistakes mistakes;

    PrometheusReader(Keys keys, Secrets secrets, Mistakes mistakes) {
        this.keys = keys;
        this.secrets = secrets;
        this.mistakes = mistakes;
    }

    /** Empty after a mistake without which there is no source. */
    Optional<Source> read(String name, InstantSource clock) {
        keys.allow(KEYS);
        Optional<URI> url = keys.required("url", "the server's URL").flatMap(this::url);
        Map<String, String> headers = HeaderReader.read(keys, secrets);
        Optional<Path> authority = file("ca");
        Optional<Path> certificate = file("certificate");
        PrometheusSettings.Limits limits = limits(keys.map("limits"));
        EntityRules rules = RulesReader.read(keys.map("entities"), mistakes);
        return url.map(address ->
                new PrometheusSource(
                        new PrometheusSettings(
                                name, address, headers, authority, certificate, limits),
                        rules,
                        clock));
    }

    private Optional<URI> url(String text) {
        try {
            URI url = new URI(text);
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            if (url.getUserInfo() != null) {
                keys.addMistake("url", "user and password do not belong in a URL: write basic");
            } else if (!List.of("http", "https").contains(scheme) || url.getHost() == null) {
                keys.addMistake(
                        "url",
                        Mistakes.quote(text) + " is no URL such as http://prometheus:9090/prefix");
            } else if (url.getRawQuery() != null || url.getRawFragment() != null) {
                keys.addMistake("url", "give the URL without ? and #");
            } else {
                // What people copy from a browser or from a data source of Grafana.
                return Optional.of(new URI(text.replaceFirst("(/api/v1)?/*$", "")));
            }
        } catch (URISyntaxException e) {
            keys.addMistake("url", "this is no URL such as http://prometheus:9090/prefix");
        }
        return Optional.empty();
    }

    private Optional<Path> file(String key) {
        Optional<String> text = keys.text(key);
        Path file = text.isEmpty() ? null : secrets.resolve(keys, key, text.get());
        if (file == null) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            keys.addMistake(key, "there is no file " + file + " that can be read");
            return Optional.empty();
        }
        return Optional.of(file);
    }

    private PrometheusSettings.Limits limits(Keys limits) {
        PrometheusSettings.Limits standard = PrometheusSettings.Limits.DEFAULT;
        limits.allow(List.of("timeout", "in_flight", "queries", "answer"));
        return new PrometheusSettings.Limits(
                timeout(limits).orElse(standard.timeout()),
                answer(limits).orElse(standard.answerBytes()),
                number(limits, "in_flight", MOST_IN_FLIGHT).orElse(standard.inFlight()),
                number(limits, "queries", MOST_QUERIES).orElse(standard.queries()));
    }

    private static Optional<Duration> timeout(Keys limits) {
        Optional<String> text = limits.text("timeout");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher parts = DURATION.matcher(text.get());
        if (parts.matches()) {
            long amount = Long.parseLong(parts.group(1));
            Duration duration =
                    switch (parts.group(2)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "s" -> Duration.ofSeconds(amount);
                        default -> Duration.ofMinutes(amount);
                    };
            if (duration.compareTo(LEAST_TIME) >= 0 && duration.compareTo(MOST_TIME) <= 0) {
                return Optional.of(duration);
            }
        }
        limits.addMistake("timeout", "this must be a duration such as 10s, from 100ms to 5m");
        return Optional.empty();
    }

    private static Optional<Integer> answer(Keys limits) {
        Optional<String> text = limits.text("answer");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher parts = SIZE.matcher(text.get());
        if (parts.matches()) {
            long bytes = Long.parseLong(parts.group(1)) << (parts.group(2).equals("kB") ? 10 : 20);
            if (bytes >= LEAST_BYTES && bytes <= MOST_BYTES) {
                return Optional.of((int) bytes);
            }
        }
        limits.addMistake("answer", "this must be a size such as 32MB, from 64kB to 512MB");
        return Optional.empty();
    }

    private static Optional<Integer> number(Keys limits, String key, int most) {
        Optional<String> text = limits.text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.get().matches("\\d{1,6}")) {
            int number = Integer.parseInt(text.get());
            if (number >= 1 && number <= most) {
                return Optional.of(number);
            }
        }
        limits.addMistake(key, "this must be a whole number from 1 to " + most);
        return Optional.empty();
    }
}
