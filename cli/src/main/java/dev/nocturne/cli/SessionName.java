package dev.nocturne.cli;

import dev.nocturne.cli.client.ApiFailure;
import dev.nocturne.cli.client.NocturneClient;
import dev.nocturne.cli.client.SessionSelection;
import java.util.List;
import java.util.function.Function;

/** Finds the session that a person names by its id, by the beginning of its id, or as the last. */
final class SessionName {
    /** What commands say about their parameter. */
    static final String DESCRIPTION =
            "The session: its id, the beginning of its id, or " + SessionName.LAST + ".";

    private static final String LAST = "@last";

    private static final String PREFIX = "ses-";

    /** The prefix and 8 of 36 characters: two sessions of a store that share them are unlikely. */
    private static final int SHORT = PREFIX.length() + 8;

    private static final int NOT_FOUND = 404;

    private SessionName() {}

    /**
     * Makes a request about the session. A name that is a whole id costs no request of its own:
     * only when the server does not know it, it is taken for the beginning of one.
     *
     * @param request makes the request with the id it is given
     */
    static <T> T resolve(NocturneClient client, String name, Function<String, T> request) {
        if (name.equals(LAST)) {
            return request.apply(find(client, name));
        }
        try {
            return request.apply(name);
        } catch (ApiFailure e) {
            List<String> ids = e.status() == NOT_FOUND ? matches(client, name) : List.of();
            if (ids.isEmpty() || ids.contains(name)) {
                throw e;
            }
            return request.apply(requireOne(name, ids));
        }
    }

    /**
     * The id of the session.
     *
     * @throws CommandFailure when no session or more than one has that name
     */
    static String find(NocturneClient client, String name) {
        if (name.equals(LAST)) {
            return client.list(SessionSelection.newest(1)).stream()
                    .map(session -> session.path("id").asString(""))
                    .findFirst()
                    .orElseThrow(() -> new CommandFailure(ExitCode.FAILED, "no sessions"));
        }
        List<String> ids = matches(client, name);
        if (ids.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, "there is no session " + name);
        }
        return ids.contains(name) ? name : requireOne(name, ids);
    }

    /** The beginning of an id, for a narrow table or a command to copy. */
    static String shorten(String id) {
        return id.startsWith(PREFIX) && id.length() > SHORT ? id.substring(0, SHORT) : id;
    }

    private static List<String> matches(NocturneClient client, String name) {
        // The server finds the text anywhere in an id, and in alerts too.
        SessionSelection query =
                new SessionSelection(
                        null,
                        null,
                        name,
                        Integer.MAX_VALUE,
                        session -> {
                            String id = session.path("id").asString("");
                            return id.startsWith(name) || id.startsWith(PREFIX + name);
                        });
        return client.list(query).stream().map(s -> s.path("id").asString("")).toList();
    }

    private static String requireOne(String name, List<String> ids) {
        if (ids.size() > 1) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    ids.size() + " sessions begin with '" + name + "': " + String.join(", ", ids));
        }
        return ids.getFirst();
    }
}
