package dev.nocturne.bench;

import dev.nocturne.bench.result.Measurements;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * The CPU time of a server's Java threads by purpose. Each sample counts for the innermost frame
 * whose purpose is known; time in the kernel counts for its caller.
 *
 * @param samples by purpose
 */
record Layers(Map<String, Long> samples) {
    /** Samples by CPU time, on Linux only (JEP 509). */
    private static final String EVENT = "jdk.CPUTimeSample";

    /** The settings that a recording needs. */
    static final String RECORDED = EVENT + "#enabled=true";

    private static final String OTHER = "other";

    /** Purposes by prefixes of class names; the first that matches counts. */
    private static final List<Map.Entry<String, String>> PURPOSES =
            List.of(
                    Map.entry("sun.nio.ch.", "sockets"),
                    Map.entry("org.sqlite.", "SQLite and its disk"),
                    Map.entry("dev.nocturne.stores.", "group commit"),
                    Map.entry("java.lang.VirtualThread", "switching threads"),
                    Map.entry("jdk.internal.vm.Continuation", "switching threads"),
                    Map.entry("java.util.concurrent.ForkJoin", "switching threads"),
                    Map.entry("java.util.concurrent.locks.", "switching threads"),
                    Map.entry("tools.jackson.", "JSON"),
                    Map.entry("org.eclipse.jetty.", "HTTP library"),
                    Map.entry("dev.nocturne.server.http.", "Nocturne's HTTP layer"),
                    Map.entry("dev.nocturne.server.auth.", "Nocturne's HTTP layer"),
                    Map.entry("dev.nocturne.server.stream.", "frames and streams"),
                    Map.entry("dev.nocturne.core.stream.", "frames and streams"),
                    Map.entry("dev.nocturne.core.session.", "sessions: decide, fold, reply"),
                    Map.entry("dev.nocturne.core.event.", "sessions: decide, fold, reply"),
                    Map.entry("dev.nocturne.sources.pack.", "packs"),
                    Map.entry("dev.nocturne.investigator.", "the investigator"),
                    Map.entry("picocli.", "command line"),
                    Map.entry("dev.nocturne.cli.", "command line"),
                    Map.entry("jdk.internal.net.http.", "HTTP client of the command"),
                    Map.entry("org.flywaydb.", "migrations of the database"),
                    Map.entry("dev.nocturne.", "other Nocturne code"));

    static Layers of(Path recording) throws IOException {
        Map<String, Long> samples = new LinkedHashMap<>();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals(EVENT)) {
                    samples.merge(purpose(event), 1L, Long::sum);
                }
            }
        }
        return new Layers(samples);
    }

    private static String purpose(RecordedEvent event) {
        if (event.getStackTrace() == null) {
            return OTHER;
        }
        for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            Optional<String> purpose = purpose(frame.getMethod().getType().getName());
            if (purpose.isPresent()) {
                return purpose.get();
            }
        }
        return OTHER;
    }

    /** The purpose of a class, if it is known. */
    static Optional<String> purpose(String type) {
        return PURPOSES.stream()
                .filter(p -> type.startsWith(p.getKey()))
                .findFirst()
                .map(Map.Entry::getValue);
    }

    /** The purposes in percent, largest first. */
    String table() {
        long all = samples.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return "No samples by CPU time.";
        }
        List<String> lines = new ArrayList<>();
        lines.add("CPU time of Java threads by purpose, of " + all + " samples");
        samples.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(e ->
                        lines.add(
                                Measurements.number(100.0 * e.getValue() / all)
                                        + " % "
                                        + e.getKey()));
        return String.join("\n", lines);
    }
}
