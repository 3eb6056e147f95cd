package dev.nocturne.bench.figure;

import dev.nocturne.bench.client.LoadSample;
import dev.nocturne.bench.lab.Lab;
import dev.nocturne.bench.process.Peer;
import dev.nocturne.bench.result.Measurements;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Samples of several servers by name, one for each round. */
final class Measured {
    private final Map<String, List<LoadSample>> samples = new LinkedHashMap<>();

    void add(Peer peer, LoadSample sample) {
        samples.computeIfAbsent(peer.name(), name -> new ArrayList<>()).add(sample);
    }

    /** One value of all samples of a server. */
    Measurements series(String peer, String unit, Function<LoadSample, Double> value) {
        List<LoadSample> mine = samples.get(peer);
        if (mine == null) {
            throw new IllegalStateException(peer + " was not measured");
        }
        return Lab.series(unit, mine, value);
    }

    /** A row that compares one server with another. */
    Row row(
            String what,
            String unit,
            Function<LoadSample, Double> value,
            String peer,
            String beside,
            Target target) {
        return Row.beside(
                what, series(peer, unit, value), beside, series(beside, unit, value), target);
    }

    boolean has(String peer) {
        return samples.containsKey(peer);
    }

    /** A note on how busy the client was with one server. */
    String client(String peer) {
        return "the client used " + series(peer, "cores", LoadSample::clientCpu);
    }
}
