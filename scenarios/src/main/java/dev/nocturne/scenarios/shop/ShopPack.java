package dev.nocturne.scenarios.shop;

import dev.nocturne.scenarios.AlarmStream;
import dev.nocturne.scenarios.ExpectedFile;
import dev.nocturne.scenarios.GeneratedFiles;

/** Generates the files of the shop pack. */
public final class ShopPack {
    private static final String NAME = "online-shop";
    private static final long SEED = 41_077;

    private ShopPack() {}

    public static GeneratedFiles generate() {
        Shop shop = Shop.load();
        GeneratedFiles files = new GeneratedFiles(NAME);
        new ShopTables(shop, files).write();
        ShopTelemetry telemetry = new ShopTelemetry(shop, SEED);
        files.addTelemetry(telemetry.services());
        files.addTelemetry(telemetry.dataStores());
        files.addTelemetry(telemetry.hosts());
        files.addTelemetry(telemetry.flows());
        AlarmStream stream = new AlarmStream(new ShopAlarms(shop, SEED).generate());
        files.addTelemetry(stream.toTable());
        new ShopAlerts(stream).write(files);
        files.add("expected.yaml", ExpectedFile.of(new ShopDiagnoses(shop).compute()));
        return files;
    }
}
