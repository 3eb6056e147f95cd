package dev.nocturne.cli;

import dev.nocturne.cli.render.Screen;
import dev.nocturne.server.ServerFacts;

/** The lines that a server prints when it has started. */
final class Announcement {
    private Announcement() {}

    static void print(RunningServer server, Surroundings around) {
        Screen screen = around.screen();
        ServerFacts facts = server.facts();
        screen.line("Nocturne " + CommandVersion.current() + " is running at " + facts.url());
        fact(screen, "  store         ", facts.store());
        fact(screen, "  environments  ", String.join(", ", facts.environments()));
        fact(screen, "  orchestrator  ", orchestrators(facts));
        fact(screen, "  tokens        ", facts.tokens());
        facts.warnings().forEach(around.errors()::line);
    }

    private static void fact(Screen screen, String name, String value) {
        screen.prose(name + value, " ".repeat(name.length()));
    }

    private static String orchestrators(ServerFacts facts) {
        String first = facts.orchestrators().getFirst();
        return facts.defaultReason().isEmpty() ? first : first + " (" + facts.defaultReason() + ")";
    }
}
