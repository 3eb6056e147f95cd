package dev.nocturne.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What Linux says of a process and those it started: CPU time and memory. */
public final class ProcStat {
    /** Ticks a second of the times in /proc/PID/stat: USER_HZ, 100 on every Linux of today. */
    private static final double TICKS = 100;

    /** Of the fields behind the command's name: utime and stime. */
    private static final int UTIME = 11;

    private ProcStat() {}

    /** CPU seconds used so far, in user and kernel mode, by the process and its descendants. */
    public static double cpuSeconds(long pid) {
        return tree(pid).mapToDouble(ProcStat::cpu).sum();
    }

    /** CPU seconds of this process alone, without those it started. */
    public static double ownCpuSeconds() {
        return cpu(ProcessHandle.current().pid());
    }

    /** Proportional set size in kB of the process and its descendants. */
    public static double pssKilobytes(long pid) {
        return tree(pid).mapToDouble(p -> field(p, "smaps_rollup", "Pss:")).sum();
    }

    /** Resident set size in kB of the process and its descendants. */
    public static double rssKilobytes(long pid) {
        return tree(pid).mapToDouble(p -> field(p, "status", "VmRSS:")).sum();
    }

    private static Stream<Long> tree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(p -> Stream.concat(Stream.of(p), p.descendants()))
                .map(ProcessHandle::pid);
    }

    private static double cpu(long pid) {
        List<String> lines = lines(pid, "stat");
        if (lines.isEmpty()) {
            return 0;
        }
        String stat = lines.getFirst();
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[UTIME + 1])) / TICKS;
    }

    private static double field(long pid, String file, String name) {
        return lines(pid, file).stream()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                .sum();
    }

    private static List<String> lines(long pid, String file) {
        try {
            return Files.readAllLines(
                    Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException gone) {
            return List.of();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
