package dev.nocturne.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What Linux says of the connections that a server at a port holds. */
public final class Connections {
    /** A Java server listens with IPv6, also for IPv4. */
    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    /** Columns of the tables: ours, theirs, the state, and the socket's number. */
    private static final int LOCAL = 1;

    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private static final String LISTENS = "0A";
    private static final int HEX = 16;

    private Connections() {}

    /**
     * The clients' ports of all connections the server has open, whether or not its client is still
     * there. One it has closed has no socket any more.
     */
    public static Set<Integer> held(int port) throws IOException {
        Set<Integer> clients = new HashSet<>();
        for (Path table : TABLES) {
            if (Files.exists(table)) {
                Files.readAllLines(table).stream()
                        .skip(1)
                        .map(line -> line.strip().split("\\s+", -1))
                        .filter(c -> port(c[LOCAL]) == port && isHeld(c))
                        .forEach(c -> clients.add(port(c[REMOTE])));
            }
        }
        return clients;
    }

    private static boolean isHeld(String[] columns) {
        return !columns[STATE].equals(LISTENS) && !columns[INODE].equals("0");
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), HEX);
    }
}
