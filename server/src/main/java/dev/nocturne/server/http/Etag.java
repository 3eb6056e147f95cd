package dev.nocturne.server.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names the content of an answer (RFC 9110, 8.8.3), so that a client need not read it again.
 *
 * @param value as it stands in the header, with its quotes
 */
public record Etag(String value) {
    /** Hexadecimal digits of the digest: 64 bits distinguish the few contents of an address. */
    private static final int DIGITS = 16;

    /** With the mark of a weak tag, which a proxy sets that compresses. */
    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

    public static Etag of(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new Etag('"' + HexFormat.of().formatHex(digest).substring(0, DIGITS) + '"');
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Whether an {@code If-None-Match} header names this content; null names none. */
    public boolean isIn(@Nullable String ifNoneMatch) {
        return ifNoneMatch != null
                && (ifNoneMatch.strip().equals("*")
                        || TAG.matcher(ifNoneMatch)
                                .results()
                                .anyMatch(tag -> tag.group(1).equals(value)));
    }
}
