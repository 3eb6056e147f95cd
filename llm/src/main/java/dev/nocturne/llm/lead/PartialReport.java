package dev.nocturne.llm.lead;

import dev.nocturne.llm.grounding.EvidenceBook;
import dev.nocturne.llm.grounding.EvidenceItem;
import dev.nocturne.llm.grounding.Findings;
import org.jspecify.annotations.Nullable;

/**
 * The answer if no model gives one: the specialists' findings so far and the investigator's report.
 */
final class PartialReport {
    private PartialReport() {}

    static String write(EvidenceBook book, @Nullable Findings findings) {
        StringBuilder text = new StringBuilder("**Partial answer, written without a model.**\n\n");
        if (!book.items().isEmpty()) {
            text.append("What the specialists found before the model stopped answering:\n\n");
            for (EvidenceItem evidence : book.items()) {
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
                ? text.append("There are no further findings.").toString()
                : text.append("What the built-in investigator finds in the data:\n\n")
                        .append(findings.report())
                        .toString();
    }
}
