package dev.nocturne.stores.sqlite;

import dev.nocturne.core.log.Store;
import dev.nocturne.testkit.store.StoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreContractTest extends StoreContract {
    @TempDir Path folder;

    @Override
    protected Store open(InstantSource clock) throws IOException {
        Path file = folder.resolve("nocturne.db");
        if (!Files.exists(file)) {
            Template.copyTo(file);
        }
        return SqliteStore.open(file, clock);
    }

    @Override
    protected boolean isDurable() {
        return true;
    }
}
