package dev.nocturne.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Linux says of a process and those it started: CPU time and memory. */
public final class ProcStat {
    /** Ticks a second of the times in /proc/PID/stat: USER_HZ, 100 on every Linux of today. */
    private static final double TICKS = 100;

    /** Of the fields behind the command's name: utime and stime. */
    private static final int UTIME = 11;

    /** HotSpot's names of them, as far as Linux keeps a name. */
    private static final Pattern COMPILER = Pattern.compile("\\(C[12] Compiler");

    private ProcStat() {}

    /** CPU seconds used so far, in user and kernel mode, by the process and its descendants. */
    public static double cpuSeconds(long pid) {
        return tree(pid).mapToDouble(ProcStat::cpu).sum();
    }

    /** CPU seconds of this process alone, without those it started. */
    public static double ownCpuSeconds() {
        return cpu(ProcessHandle.current().pid());
    }

    /** CPU seconds used so far by threads of a JVM that compile, those that ended excepted. */
    static double compilerSeconds(long pid) {
        return tree(pid)
                .flatMap(p -> threads(p, "stat"))
                .filter(stat -> COMPILER.matcher(stat.getFirst()).find())
                .mapToDouble(stat -> seconds(stat.getFirst()))
                .sum();
    }

    /** How often its threads, of those that live, went to sleep to wait for something. */
    static double sleeps(long pid) {
        return tree(pid)
                .flatMap(p -> threads(p, "status"))
                .mapToDouble(status -> field(status, "voluntary_ctxt_switches:"))
                .sum();
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
        List<String> lines = lines(Path.of("/proc", Long.toString(pid), "stat"));
        return lines.isEmpty() ? 0 : seconds(lines.getFirst());
    }

    private static double seconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[UTIME + 1])) / TICKS;
    }

    private static double field(long pid, String file, String name) {
        return field(lines(Path.of("/proc", Long.toString(pid), file)), name);
    }

    private static double field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                .sum();
    }

    /** A file of each thread, without those that end meanwhile. */
    private static Stream<List<String>> threads(long pid, String file) {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return tasks
                    .map(task -> lines(task.resolve(file)))
                    .filter(lines -> !lines.isEmpty())
                    .toList()
                    .stream();
        } catch (NoSuchFileException gone) {
            return Stream.empty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // One that ends while it is read is an error of another kind.
            if (e instanceof NoSuchFileException || !Files.exists(file)) {
                return List.of();
            }
            throw new java.io.UncheckedIOException(e);
        }
    }
}
