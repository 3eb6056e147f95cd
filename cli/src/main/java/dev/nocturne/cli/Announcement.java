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
        screen.line("  orchestrator  " + orchestrators(facts));
        facts.warnings().forEach(around.errors()::line);
    }

    private static String orchestrators(ServerFacts facts) {
        String first = facts.orchestrators().getFirst();
        String others =
                String.join(", ", facts.orchestrators().subList(1, facts.orchestrators().size()));
        return first
                + (facts.whyFirst().isEmpty() ? "" : ": " + facts.whyFirst())
                + (others.isEmpty() ? "" : " There is also: " + others + ".");
    }
}
