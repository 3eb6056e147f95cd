package dev.nocturne.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads from Linux which connections a server holds. */
public final class Connections {
    /** The tables of IPv4 and IPv6; a Java server also listens for IPv4 with IPv6. */
    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    /** The columns of the tables: local address, remote address, state and the socket's inode. */
    private static final int LOCAL = 1;

    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private static final String LISTENS = "0A";
    private static final int HEX = 16;

    private Connections() {}

    /**
     * The client ports of all connections that the server has open, also of those whose client is
     * gone. A connection that the server has closed has no socket.
     */
    public static Set<Integer> findOpen(int port) throws IOException {
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
