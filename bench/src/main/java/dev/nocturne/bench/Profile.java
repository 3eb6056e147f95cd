package dev.nocturne.bench;

import dev.nocturne.bench.process.Jvm;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Flight recordings of the processes that a run starts, and their evaluation. */
final class Profile {
    /** The views of {@code jfr view} that show where time and memory are used. */
    private static final List<String> VIEWS =
            List.of(
                    "hot-methods",
                    "allocation-by-class",
                    "contention-by-site",
                    "gc-pauses",
                    "pinned-threads");

    private Profile() {}

    /** Java options with which each packaged process writes a recording when it ends. */
    static List<String> javaOptions(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> old = Files.list(folder)) {
            for (Path each : old.toList()) {
                Files.delete(each);
            }
        }
        return List.of(
                "-XX:StartFlightRecording=settings=profile,dumponexit=true,"
                        + Layers.RECORDED
                        + ",filename="
                        + folder.resolve("%p.jfr"));
    }

    /** The command line of the recorded process. */
    private static String command(Path recording) throws IOException {
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals("jdk.JVMInformation")) {
                    return String.valueOf(event.getString("javaArguments"));
                }
            }
        }
        return "";
    }

    static void print(Path folder, PrintStream out) throws IOException, InterruptedException {
        try (Stream<Path> recordings = Files.list(folder)) {
            for (Path each : recordings.filter(p -> p.toString().endsWith(".jfr")).toList()) {
                out.println("\n" + each + ": " + command(each) + "\n\n" + Layers.of(each).table());
                for (String view : VIEWS) {
                    out.println(
                            Jvm.run(
                                    folder,
                                    "jfr",
                                    "view",
                                    "--width",
                                    "120",
                                    view,
                                    each.toString()));
                }
            }
        }
    }
}
