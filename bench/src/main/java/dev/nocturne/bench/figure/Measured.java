package dev.nocturne.bench.figure;

import dev.nocturne.bench.client.Sample;
import dev.nocturne.bench.lab.Lab;
import dev.nocturne.bench.process.Peer;
import dev.nocturne.bench.result.Row;
import dev.nocturne.bench.result.Series;
import dev.nocturne.bench.result.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Samples of several servers, by their names, one each a round. */
final class Measured {
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    void add(Peer peer, Sample sample) {
        samples.computeIfAbsent(peer.name(), name -> new ArrayList<>()).add(sample);
    }

    /** A value of one server's samples. */
    Series series(String peer, String unit, Function<Sample, Double> value) {
        List<Sample> mine = samples.get(peer);
        if (mine == null) {
            throw new IllegalStateException(peer + " was not measured");
        }
        return Lab.series(unit, mine, value);
    }

    /** A row of one server beside another. */
    Row row(
            String what,
            String unit,
            Function<Sample, Double> value,
            String peer,
            String beside,
            Target target) {
        return Row.beside(
                what, series(peer, unit, value), beside, series(beside, unit, value), target);
    }

    boolean has(String peer) {
        return samples.containsKey(peer);
    }

    /** How busy the client was with one server. */
    String client(String peer) {
        return "the client used " + series(peer, "cores", Sample::clientCpu);
    }
}
