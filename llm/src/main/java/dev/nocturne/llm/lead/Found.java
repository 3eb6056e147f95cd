package dev.nocturne.llm.lead;

import dev.nocturne.llm.grounding.EvidenceBook;
import dev.nocturne.llm.grounding.EvidenceItem;
import dev.nocturne.llm.grounding.Findings;
import org.jspecify.annotations.Nullable;

/** The answer when no model gave one: what was found until then, and by whom. */
final class Found {
    private Found() {}

    static String text(EvidenceBook book, @Nullable Findings findings) {
        StringBuilder text = new StringBuilder("**Partial answer, made without a model.**\n\n");
        if (!book.found().isEmpty()) {
            text.append("What the specialists found until then:\n\n");
            for (EvidenceItem evidence : book.found()) {
                text.append("- ")
                        .append(evidence.agent())
                        .append(" [")
                        .append(evidence.id())
                        .append("]: ")
                        .append(evidence.finding())
                        .append('\n');
            }
            text.append('\n');
        }
        return findings == null
                ? text.append("Nothing more is known.").toString()
                : text.append("What the built-in investigator finds in the data:\n\n")
                        .append(findings.report())
                        .toString();
    }
}
