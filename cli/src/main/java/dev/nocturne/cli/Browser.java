package dev.nocturne.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Opens pages in the user's web browser. */
@FunctionalInterface
interface Browser {

    /** Opens the page; returns whether a browser could be started. */
    boolean open(String url);

    /** The browser of this desktop; without a desktop there is none. */
    static Browser system(Map<String, String> env) {
        return url -> {
            List<String> command = command(env, url);
            if (command.isEmpty()) {
                return false;
            }
            try {
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return true;
            } catch (IOException e) {
                LoggerFactory.getLogger(Browser.class)
                        .info("could not start the browser with {}", command, e);
                return false;
            }
        };
    }

    private static List<String> command(Map<String, String> env, String url) {
        String own = env.get("BROWSER");
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (own != null && !own.isBlank()) {
            return List.of(own, url);
        } else if (system.startsWith("mac")) {
            return List.of("open", url);
        } else if (system.startsWith("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", url);
        }
        boolean desktop =
                !env.getOrDefault("DISPLAY", "").isEmpty()
                        || !env.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
        return desktop ? List.of("xdg-open", url) : List.of();
    }
}
