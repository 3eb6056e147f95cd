package dev.nocturne.stores.sqlite;

import dev.nocturne.core.log.Store;
import dev.nocturne.testkit.store.StoreContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreContractTest extends StoreContract {
    @TempDir Path folder;

    @Override
    protected Store open(InstantSource clock) {
        return SqliteStore.open(folder.resolve("nocturne.db"), clock);
    }

    @Override
    protected boolean isDurable() {
        return true;
    }
}
