package dev.nocturne.core.session;

import dev.nocturne.core.event.Payload;
import java.util.Optional;

/** A person's decision on an approval. */
public enum ApprovalDecision {
    APPROVE(Payload.ApprovalResolved.APPROVE),
    DENY(Payload.ApprovalResolved.DENY);

    private final String wireName;

    ApprovalDecision(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** The decision with this wire name. */
    public static Optional<ApprovalDecision> of(String wireName) {
        for (ApprovalDecision decision : values()) {
            if (decision.wireName.equals(wireName)) {
                return Optional.of(decision);
            }
        }
        return Optional.empty();
    }
}
