package dev.nocturne.scenarios.telecom;

import dev.nocturne.scenarios.AlarmStream;
import dev.nocturne.scenarios.ExpectedFile;
import dev.nocturne.scenarios.GeneratedFiles;
import java.util.List;

/** Generates the files of the telecom pack. */
public final class TelecomPack {
    private static final String NAME = "telecom-transport";
    private static final long SEED = 20_260_615;

    private TelecomPack() {}

    public static GeneratedFiles generate() {
        Network network = Network.load();
        Outage cut = new Outage(network, TelecomTimes.CUT_LINK, TelecomTimes.CUT);
        Outage late = new Outage(network, TelecomTimes.LATE_NODE, TelecomTimes.LATE_POWER_LOSS);
        NetworkState state = new NetworkState(network, List.of(cut, late));
        GeneratedFiles files = new GeneratedFiles(NAME);
        new EntityTables(network, files).write();
        new RelationTables(network, files).write();
        addTelemetry(state, files);
        AlarmStream stream = generateAlarms(network, cut, late);
        files.addTelemetry(stream.toTable());
        new TelecomAlerts(stream).write(files);
        files.add("expected.yaml", ExpectedFile.of(new TelecomDiagnoses(network, cut).compute()));
        return files;
    }

    private static void addTelemetry(NetworkState state, GeneratedFiles files) {
        TelecomTelemetry layers = new TelecomTelemetry(state, SEED);
        ServiceTelemetry services = new ServiceTelemetry(state, SEED);
        files.addTelemetry(layers.opticalLinks());
        files.addTelemetry(layers.ipLinks());
        files.addTelemetry(layers.amplifiers());
        files.addTelemetry(services.paths());
        files.addTelemetry(services.services());
        files.addTelemetry(new SensorTelemetry(state.network(), SEED).readings());
    }

    private static AlarmStream generateAlarms(Network network, Outage cut, Outage late) {
        return new AlarmStream(
                BackgroundAlarms.merge(
                        new BackgroundAlarms(network, SEED).generate(),
                        List.of(new StormAlarms(cut, SEED), new StormAlarms(late, SEED))));
    }
}
