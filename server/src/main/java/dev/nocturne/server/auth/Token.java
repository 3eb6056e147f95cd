package dev.nocturne.server.auth;

/** A bearer token and the owner it stands for. Never shows its secret. */
public record Token(String owner, String secret) {
    @Override
    public String toString() {
        return "Token[" + owner + "]";
    }
}
