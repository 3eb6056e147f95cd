package dev.nocturne.cli;

import dev.nocturne.cli.render.Screen;
import dev.nocturne.server.ServerFacts;

/** The lines a server is introduced with. */
final class Announcement {
    private Announcement() {}

    static void of(RunningServer server, Surroundings around) {
        Screen screen = around.screen();
        ServerFacts facts = server.facts();
        screen.line("Nocturne " + Version.current() + " serves " + facts.url());
        screen.line("  store         " + facts.store());
        screen.line("  scenarios     " + String.join(", ", facts.scenarios()));
        screen.line("  orchestrator  " + String.join(", others: ", facts.orchestrators()));
        facts.warnings().forEach(around.errors()::line);
    }
}
