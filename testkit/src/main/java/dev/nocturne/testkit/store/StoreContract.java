package dev.nocturne.testkit.store;

import dev.nocturne.core.log.Store;
import dev.nocturne.testkit.TestClock;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

/**
 * Tests all that the store SPI requires, grouped in interfaces. A store is tested by extending this
 * class; its further guarantees are tested elsewhere.
 */
public abstract class StoreContract
        implements AppendContract,
                RepeatContract,
                ReadContract,
                ListContract,
                TextSearchContract,
                RetentionContract,
                LeaseContract,
                ReceiptContract,
                ConcurrencyContract,
                DurabilityContract {
    private final TestClock clock = new TestClock();
    private Store store;

    /** Opens the test's store with the data it kept; the first time in a test it is empty. */
    protected abstract Store open(InstantSource clock) throws Exception;

    /** Whether the store keeps its data when it is closed. */
    protected abstract boolean isDurable();

    @BeforeEach
    void openStore() throws Exception {
        store = open(clock);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Override
    public final Store store() {
        return store;
    }

    @Override
    public final TestClock clock() {
        return clock;
    }

    @Override
    public final Store reopen() {
        Assumptions.assumeTrue(isDurable(), "this store does not keep its data when it is closed");
        store.close();
        try {
            store = open(clock);
        } catch (Exception e) {
            throw new IllegalStateException("the store cannot be opened again", e);
        }
        return store;
    }
}
