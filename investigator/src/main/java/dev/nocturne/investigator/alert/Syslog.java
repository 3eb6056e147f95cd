package dev.nocturne.investigator.alert;

import dev.nocturne.environment.alarm.Severity;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Severities as syslog writes them: the priority before a line, of which the last three bits count
 * (RFC 5424, 6.2.1), or the digit in {@code %LINK-3-UPDOWN}, as network devices write it.
 */
final class Syslog {
    private static final Pattern MNEMONIC =
            Pattern.compile("%[A-Z][A-Z0-9_]*(?:-[A-Z0-9_]+)*?-([0-7])-[A-Z0-9_]+");
    private static final Pattern PRIORITY = Pattern.compile("^<(\\d{1,3})>");

    private static final int SEVERITIES = 8;

    private Syslog() {}

    /** The severity of a line; empty if it is not written so. */
    static Optional<Severity> severity(String line) {
        Matcher mnemonic = MNEMONIC.matcher(line);
        if (mnemonic.find()) {
            return Optional.of(severity(Integer.parseInt(mnemonic.group(1))));
        }
        Matcher priority = PRIORITY.matcher(line);
        return priority.find()
                ? Optional.of(severity(Integer.parseInt(priority.group(1)) % SEVERITIES))
                : Optional.empty();
    }

    private static Severity severity(int number) {
        return switch (number) {
            case 0, 1, 2 -> Severity.CRITICAL;
            case 3 -> Severity.MAJOR;
            case 4 -> Severity.WARNING;
            default -> Severity.INFO;
        };
    }
}
