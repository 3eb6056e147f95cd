package dev.nocturne.testkit.store;

import dev.nocturne.core.log.InMemoryStore;
import dev.nocturne.core.log.Store;
import java.time.InstantSource;

class InMemoryStoreTest extends StoreContract {
    @Override
    protected Store open(InstantSource clock) {
        return new InMemoryStore(clock);
    }

    @Override
    protected boolean isDurable() {
        return false;
    }
}
