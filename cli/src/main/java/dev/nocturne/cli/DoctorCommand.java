package dev.nocturne.cli;

import dev.nocturne.cli.render.Screen;
import dev.nocturne.stores.sqlite.DatabaseReport;
import dev.nocturne.stores.sqlite.NativeLibrary;
import dev.nocturne.stores.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        description = {
            "Checks all stored sessions, also while a server runs on them; changes nothing.",
            "Compares every event, checkpoint and result with its checksum and each session with its"
                    + " log. Exit code 0 when all is sound, 1 when something is damaged."
        })
final class DoctorCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private DataOption data = new DataOption();

    DoctorCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        Path folder = data.folder(around);
        Path database = folder.resolve(BackupCommand.DATABASE);
        if (Files.isDirectory(folder)) {
            NativeLibrary.provide(folder);
        }
        DatabaseReport report = SqliteStore.check(database);
        Screen screen = around.screen();
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
                        ? "all is sound"
                        : report.damage().size()
                                + " findings; keep a copy of the folder, and bring back a backup with"
                                + " 'nocturne restore FILE'");
        return report.isSound() ? ExitCode.COMPLETED : ExitCode.FAILED;
    }
}
