package dev.nocturne.scenarios.shop;

import dev.nocturne.scenarios.AlarmStream;
import dev.nocturne.scenarios.AnswerFile;
import dev.nocturne.scenarios.PackFiles;

/** The generated part of the shop pack. */
public final class ShopPack {
    private static final String NAME = "online-shop";
    private static final long SEED = 41_077;

    private ShopPack() {}

    public static PackFiles generate() {
        Shop shop = Shop.load();
        PackFiles files = new PackFiles(NAME);
        new ShopTables(shop, files).write();
        ShopTelemetry telemetry = new ShopTelemetry(shop, SEED);
        files.addTelemetry(telemetry.services());
        files.addTelemetry(telemetry.dataStores());
        files.addTelemetry(telemetry.hosts());
        files.addTelemetry(telemetry.flows());
        AlarmStream stream = new AlarmStream(new ShopAlarms(shop, SEED).alarms());
        files.addTelemetry(stream.toTable());
        new ShopAlerts(stream).write(files);
        files.add("expected.yaml", AnswerFile.of(new ShopAnswers(shop).all()));
        return files;
    }
}
