package dev.nocturne.bench.figure;

import dev.nocturne.bench.process.Peer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Servers that are measured alternately; closing stops all. */
final class Peers implements AutoCloseable, Iterable<Peer> {
    private final List<Peer> all = new ArrayList<>();

    <T extends Peer> T add(T peer) {
        all.add(peer);
        return peer;
    }

    void add(Optional<? extends Peer> installed) {
        installed.ifPresent(all::add);
    }

    @Override
    public Iterator<Peer> iterator() {
        return all.iterator();
    }

    @Override
    public void close() {
        all.forEach(Peer::close);
    }
}
