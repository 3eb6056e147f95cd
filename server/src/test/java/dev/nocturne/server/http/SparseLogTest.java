package dev.nocturne.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SparseLogTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    private SparseLog log() {
        Logger logger = new LoggerContext().getLogger("sparse");
        lines.start();
        logger.addAppender(lines);
        return new SparseLog(logger, nanos::get);
    }

    private List<String> written() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void aFloodOfWarningsIsOneLineAndThenACount() {
        SparseLog log = log();
        for (int i = 0; i < 1_000; i++) {
            log.warn("refused client " + i);
        }
        assertThat(written()).containsExactly("refused client 0");

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
        log.warn("refused client x");
        assertThat(written().getLast())
                .isEqualTo("refused client x (999 like it since the last such line)");
    }
}
