package dev.nocturne.testkit.store;

import dev.nocturne.core.log.Store;
import dev.nocturne.testkit.TestClock;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

/**
 * Every promise of the store SPI. A store passes by extending this class; what it alone promises it
 * tests elsewhere. The promises are grouped in the interfaces.
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

    /** Opens what this test's store kept; the first time in a test that is nothing. */
    protected abstract Store open(InstantSource clock) throws Exception;

    /** Whether the store keeps anything when it is closed. */
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
        Assumptions.assumeTrue(isDurable(), "this store keeps nothing when it is closed");
        store.close();
        try {
            store = open(clock);
        } catch (Exception e) {
            throw new IllegalStateException("the store does not open again", e);
        }
        return store;
    }
}
