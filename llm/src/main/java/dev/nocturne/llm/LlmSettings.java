package dev.nocturne.llm;

import dev.nocturne.llm.agent.Budget;
import dev.nocturne.llm.mcp.McpServerSettings;
import dev.nocturne.llm.privacy.PrivacySettings;
import dev.nocturne.llm.provider.ModelSettings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of language models.
 *
 * @param orchestrator name of the default orchestrator; null chooses one that is ready
 * @param approvals whether tools with side effects wait for an approval; if not, they run at once
 * @param approvalTimeout after which an unanswered approval is denied
 */
public record LlmSettings(
        ModelSettings models,
        PrivacySettings privacy,
        List<McpServerSettings> mcp,
        Budget budget,
        @Nullable String orchestrator,
        boolean approvals,
        Duration approvalTimeout) {
    /** Long enough for an engineer on call, shorter than a turn's default deadline. */
    public static final Duration APPROVAL_TIMEOUT = Duration.ofMinutes(15);

    /** No model. */
    public static final LlmSettings NONE =
            new LlmSettings(
                    ModelSettings.NONE,
                    PrivacySettings.DEFAULT,
                    List.of(),
                    Budget.DEFAULT,
                    null,
                    true,
                    APPROVAL_TIMEOUT);

    public LlmSettings {
        mcp = List.copyOf(mcp);
    }
}
