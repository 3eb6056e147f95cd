package dev.nocturne.cli;

import dev.nocturne.cli.render.Screen;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.stores.sqlite.DatabaseReport;
import dev.nocturne.stores.sqlite.NativeLibrary;
import dev.nocturne.stores.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "doctor",
        description = {
            "Checks all stored sessions, also while a server runs on them; changes nothing.",
            "Compares every event, checkpoint and result with its checksum and each session with its"
                    + " log. Exit code 0 when nothing is damaged, else 1."
        })
final class DoctorCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private DataOption data = new DataOption();

    @Mixin private OutputOption output = new OutputOption();

    DoctorCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        boolean json = output.json();
        Path folder = data.folder(around);
        Path database = folder.resolve(BackupCommand.DATABASE);
        if (Files.isDirectory(folder)) {
            NativeLibrary.provide(folder);
        }
        DatabaseReport report = SqliteStore.check(database);
        if (json) {
            around.screen().line(json(report));
        } else {
            print(report, around.screen());
        }
        return report.isSound() ? ExitCode.COMPLETED : ExitCode.FAILED;
    }

    private static String json(DatabaseReport report) {
        ObjectNode json = EventCodec.JSON.createObjectNode();
        json.put("file", report.file().toString());
        json.put("sessions", report.sessions());
        json.put("events", report.events());
        json.put("results", report.results());
        report.damage().forEach(json.putArray("damage")::add);
        report.notes().forEach(json.putArray("notes")::add);
        return json.toString();
    }

    private static void print(DatabaseReport report, Screen screen) {
        screen.line(
                String.format(
                        Locale.ROOT,
                        "%s: %,d sessions, %,d events, %,d results checked",
                        report.file(),
                        report.sessions(),
                        report.events(),
                        report.results()));
        report.notes().forEach(note -> screen.line("note: " + note));
        report.damage().forEach(damage -> screen.line("damaged: " + damage));
        screen.line(
                report.isSound()
                        ? "no damage found"
                        : report.damage().size()
                                + " damaged; keep a copy of the folder and restore a backup with"
                                + " 'nocturne restore FILE'");
    }
}
