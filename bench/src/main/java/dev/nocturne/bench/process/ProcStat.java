package dev.nocturne.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads from Linux the CPU time and memory of a process and its descendants. */
public final class ProcStat {
    /**
     * Ticks per second of the times in /proc/PID/stat: USER_HZ, which is 100 on all current
     * systems.
     */
    private static final double TICKS = 100;

    /** The indexes of utime and stime among the fields after the command's name. */
    private static final int UTIME = 11;

    /** HotSpot's names of compiler threads, as truncated by Linux. */
    private static final Pattern COMPILER = Pattern.compile("\\(C[12] Compiler");

    private ProcStat() {}

    /** CPU seconds used by the process and its descendants in user and kernel mode. */
    public static double cpuSeconds(long pid) {
        return tree(pid).mapToDouble(ProcStat::cpu).sum();
    }

    /** CPU seconds of this process, without its descendants. */
    public static double ownCpuSeconds() {
        return cpu(ProcessHandle.current().pid());
    }

    /** CPU seconds used by the compiler threads of a JVM, without those that have ended. */
    static double compilerSeconds(long pid) {
        return tree(pid)
                .flatMap(p -> threads(p, "stat"))
                .filter(stat -> COMPILER.matcher(stat.getFirst()).find())
                .mapToDouble(stat -> seconds(stat.getFirst()))
                .sum();
    }

    /** How often the process's current threads have gone to sleep. */
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

    /** The lines of a file of each thread, without threads that end meanwhile. */
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
            // A thread that ends while its file is read causes another kind of exception.
            if (e instanceof NoSuchFileException || !Files.exists(file)) {
                return List.of();
            }
            throw new java.io.UncheckedIOException(e);
        }
    }
}
