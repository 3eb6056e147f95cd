package dev.nocturne.server.auth;

/**
 * A bearer token and the owner it stands for. Never shows its secret.
 *
 * @param source the setting it was read from
 */
public record Token(String owner, String secret, String source) {
    @Override
    public String toString() {
        return "Token[" + owner + "]";
    }
}
