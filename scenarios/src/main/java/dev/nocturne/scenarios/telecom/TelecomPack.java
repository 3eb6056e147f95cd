package dev.nocturne.scenarios.telecom;

import dev.nocturne.scenarios.AlarmStream;
import dev.nocturne.scenarios.AnswerFile;
import dev.nocturne.scenarios.PackFiles;
import java.util.List;

/** The generated part of the telecom pack. */
public final class TelecomPack {
    private static final String NAME = "telecom-transport";
    private static final long SEED = 20_260_615;

    private TelecomPack() {}

    public static PackFiles generate() {
        Topology topology = Topology.load();
        Outage cut = new Outage(topology, TelecomTimes.CUT_LINK, TelecomTimes.CUT);
        Outage late = new Outage(topology, TelecomTimes.LATE_NODE, TelecomTimes.LATE_POWER_LOSS);
        NetworkState state = new NetworkState(topology, List.of(cut, late));
        PackFiles files = new PackFiles(NAME);
        new TopologyTables(topology, files).write();
        new RelationTables(topology, files).write();
        telemetry(state, files);
        AlarmStream stream = alarms(topology, cut, late);
        files.addTelemetry(stream.toTable());
        new TelecomAlerts(stream).write(files);
        files.add("expected.yaml", AnswerFile.of(new TelecomAnswers(topology, cut).all()));
        return files;
    }

    private static void telemetry(NetworkState state, PackFiles files) {
        TelecomTelemetry layers = new TelecomTelemetry(state, SEED);
        ServiceTelemetry services = new ServiceTelemetry(state, SEED);
        files.addTelemetry(layers.opticalLinks());
        files.addTelemetry(layers.ipLinks());
        files.addTelemetry(layers.amplifiers());
        files.addTelemetry(services.paths());
        files.addTelemetry(services.services());
        files.addTelemetry(new SensorTelemetry(state.topology(), SEED).readings());
    }

    private static AlarmStream alarms(Topology topology, Outage cut, Outage late) {
        return new AlarmStream(
                BackgroundAlarms.with(
                        new BackgroundAlarms(topology, SEED).alarms(),
                        List.of(new StormAlarms(cut, SEED), new StormAlarms(late, SEED))));
    }
}
