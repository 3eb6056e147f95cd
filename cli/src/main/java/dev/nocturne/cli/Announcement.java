package dev.nocturne.cli;

import dev.nocturne.cli.render.Screen;
import dev.nocturne.server.ServerFacts;

/** The lines that a server prints when it has started. */
final class Announcement {
    private Announcement() {}

    static void print(RunningServer server, Surroundings around) {
        Screen screen = around.screen();
        ServerFacts facts = server.facts();
        screen.line("Nocturne " + Version.current() + " is running at " + facts.url());
        fact(screen, "  store         ", facts.store());
        fact(screen, "  scenarios     ", String.join(", ", facts.scenarios()));
        fact(screen, "  orchestrator  ", orchestrators(facts));
        facts.warnings().forEach(around.errors()::line);
    }

    private static void fact(Screen screen, String name, String value) {
        screen.prose(name + value, " ".repeat(name.length()));
    }

    private static String orchestrators(ServerFacts facts) {
        String first = facts.orchestrators().getFirst();
        return facts.whyFirst().isEmpty() ? first : first + " (" + facts.whyFirst() + ")";
    }
}
