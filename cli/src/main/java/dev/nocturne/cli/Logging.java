package dev.nocturne.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.FileSize;
import dev.nocturne.core.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Configures logging: warnings to standard error, and everything from INFO to a file where a server
 * runs. In code, because reading XML would take a tenth of a start.
 */
public final class Logging extends ContextAwareBase implements Configurator {
    private static final String CONSOLE = "console";
    private static final String LOG = "nocturne.log";

    /** Holds days of an ordinary server's log. */
    private static final FileSize FILE_SIZE = new FileSize(10 * FileSize.MB_COEFFICIENT);

    private static final int OLD_FILES = 3;

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        ThresholdFilter threshold = new ThresholdFilter();
        threshold.setLevel(Level.WARN.toString());
        threshold.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName(CONSOLE);
        console.setTarget("System.err");
        // Stack traces appear in the log file and with --verbose.
        console.setEncoder(encoder(context, "%d{HH:mm:ss} %-5level %logger{0}: %msg%n%nopex"));
        console.addFilter(threshold);
        console.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(console);
        context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Logs to {@code nocturne.log} in the folder, with rotated files beside it. */
    static void toFile(Path folder) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        createPrivately(folder);
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setContext(context);
        file.setFile(folder.resolve(LOG).toString());
        file.setEncoder(encoder(context, "%d{ISO8601, UTC} %-5level [%thread] %logger: %msg%n"));
        FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
        window.setContext(context);
        window.setParent(file);
        window.setFileNamePattern(folder.resolve("nocturne.%i.log").toString());
        window.setMaxIndex(OLD_FILES);
        window.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(FILE_SIZE);
        size.start();
        file.setRollingPolicy(window);
        file.setTriggeringPolicy(size);
        file.start();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(file);
    }

    /** Creates the files before the appender would with modes that let other users read them. */
    private static void createPrivately(Path folder) {
        try {
            PrivateFiles.createFolder(folder);
            PrivateFiles.create(folder.resolve(LOG));
        } catch (IOException e) {
            // The server opens its database there next, and says why it cannot.
            LoggerFactory.getLogger(Logging.class)
                    .info("could not create the log file in {}", folder, e);
        }
    }

    /** Prints everything to standard error, with stack traces and a line for each request. */
    static void verbose() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger("dev.nocturne.requests").setLevel(Level.DEBUG);
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        if (root.getAppender(CONSOLE) instanceof ConsoleAppender<ILoggingEvent> console) {
            console.stop();
            console.clearAllFilters();
            console.setEncoder(
                    encoder(context, "%d{HH:mm:ss.SSS} %-5level [%thread] %logger: %msg%n"));
            console.start();
        }
    }

    private static PatternLayoutEncoder encoder(LoggerContext context, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }
}
