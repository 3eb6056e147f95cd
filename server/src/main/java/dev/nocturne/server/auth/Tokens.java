package dev.nocturne.server.auth;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.core.Result;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The bearer tokens and their owners. A token that is presented is compared with every known one,
 * by digest and in constant time, so that the time of an answer reveals nothing about them.
 */
public final class Tokens {
    /** The owner of everything where no token is configured. */
    public static final String LOCAL_OWNER = "local";

    private static final String SCHEME = "bearer ";

    private record Known(String owner, String digest) {}

    private final List<Known> known;

    public Tokens(List<Token> tokens) {
        known = tokens.stream().map(t -> new Known(t.owner(), digest(t.secret()))).toList();
    }

    /** Whether requests need a token, for the person who starts the server; without secrets. */
    public static String describe(List<Token> tokens) {
        if (tokens.isEmpty()) {
            return "not required; set NOCTURNE_TOKEN to require one";
        }
        List<String> sources = tokens.stream().map(Token::source).distinct().toList();
        return "required; %d from %s".formatted(tokens.size(), String.join(", ", sources));
    }

    /** The owner of the token in the Authorization header. */
    public Result<String> owner(@Nullable String authorization) {
        if (known.isEmpty()) {
            return Result.ok(LOCAL_OWNER);
        }
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return refuse("A bearer token is needed: Authorization: Bearer <token>.");
        }
        byte[] presented = bytes(digest(authorization.substring(SCHEME.length()).strip()));
        String owner = null;
        for (Known token : known) {
            if (MessageDigest.isEqual(presented, bytes(token.digest()))) {
                owner = token.owner();
            }
        }
        return owner == null ? refuse("This token is not known here.") : Result.ok(owner);
    }

    private static Result<String> refuse(String detail) {
        return Result.rejected(ErrorCode.UNAUTHORIZED, detail);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(secret)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
