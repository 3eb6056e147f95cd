package dev.nocturne.bench;

import dev.nocturne.bench.process.Distribution;
import dev.nocturne.bench.result.Measurements;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The conditions that figures depend on.
 *
 * @param aotCache whether the server starts from an AOT cache
 * @param fsyncMedianMillis the median time of a 4 kB append and its sync on the measured disk
 * @param loadAtStart the system's load average over the minute before the run
 */
public record MachineConditions(
        String at,
        String cpu,
        int cores,
        double memoryGb,
        String os,
        String java,
        List<String> serverFlags,
        boolean aotCache,
        double fsyncMedianMillis,
        double fsyncP99Millis,
        double loadAtStart) {
    private static final int SYNCS = 200;
    private static final int BLOCK = 4096;
    private static final double KB_PER_GB = 1e6;

    /** Measures the machine; syncs a file in the folder for about a second. */
    public static MachineConditions of(Path folder, Distribution server, Instant now)
            throws IOException {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        double[] syncs = syncs(folder);
        return new MachineConditions(
                now.toString(),
                line("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Double.parseDouble(line("/proc/meminfo", "MemTotal").replaceAll("\\D", ""))
                        / KB_PER_GB,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vendor")
                        + " "
                        + System.getProperty("java.runtime.version"),
                flags(server.launcher()),
                server.aotCache().isPresent(),
                syncs[SYNCS / 2],
                syncs[SYNCS * 99 / 100],
                load);
    }

    private static String line(String file, String name) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(l -> l.startsWith(name))
                .map(l -> l.substring(l.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("0 unknown");
    }

    private static List<String> flags(Path launcher) throws IOException {
        return Arrays.stream(Files.readString(launcher).split("\\s+", -1))
                .filter(word -> word.startsWith("-X") && !word.contains("AOT"))
                .distinct()
                .toList();
    }

    private static double[] syncs(Path folder) throws IOException {
        Path file = folder.resolve("sync");
        double[] millis = new double[SYNCS];
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE)) {
            for (int i = 0; i < SYNCS; i++) {
                long begin = System.nanoTime();
                channel.write(ByteBuffer.allocate(BLOCK));
                channel.force(false);
                millis[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        Arrays.sort(millis);
        return millis;
    }

    /** The conditions as text. */
    public String text() {
        return """
        %s, %d cores, %s GB; %s; %s
        server: packaged, SQLite, %s, %s
        fsync of 4 kB: %s ms median, %s ms p99; load average at the start: %s; %s\
        """
                .formatted(
                        cpu,
                        cores,
                        Measurements.number(memoryGb),
                        os,
                        java,
                        String.join(" ", serverFlags),
                        aotCache ? "with an AOT cache" : "without an AOT cache",
                        Measurements.number(fsyncMedianMillis),
                        Measurements.number(fsyncP99Millis),
                        Measurements.number(loadAtStart),
                        at);
    }
}
