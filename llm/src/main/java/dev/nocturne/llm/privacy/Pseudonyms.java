package dev.nocturne.llm.privacy;

import dev.nocturne.llm.model.Message;
import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.model.ModelIdentity;
import dev.nocturne.llm.model.ModelRequest;
import dev.nocturne.llm.model.ToolRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts placeholders such as {@code EMAIL_3f9a1c02} where a request holds e-mail addresses, phone
 * numbers and what is configured. Keeps nothing: what a placeholder stands for follows from the
 * request's own messages. Safe for any number of threads.
 */
public final class Pseudonyms {
    private final PrivacySettings settings;
    private final Finder finder;

    public Pseudonyms(PrivacySettings settings) {
        this.settings = settings;
        finder = new Finder(settings.patterns());
    }

    /** Whether requests to that model are to be masked. */
    public boolean masks(ModelIdentity model) {
        return settings.masks(model);
    }

    /**
     * Masks all messages of a request, the arguments of tool calls among them.
     *
     * @param salt the same for all requests of a session: its id
     * @throws ModelFailure when a configured pattern takes too long: then nothing may be sent
     */
    public Masked mask(ModelRequest request, String salt)
            throws ModelFailure, InterruptedException {
        PseudonymTable table = new PseudonymTable(salt);
        List<Message> messages = new ArrayList<>();
        for (Message message : request.messages()) {
            messages.add(mask(message, table));
        }
        return new Masked(
                new ModelRequest(
                        request.key(),
                        messages,
                        request.tools(),
                        request.toolsAllowed(),
                        request.maxOutputTokens(),
                        request.timeout()),
                table);
    }

    private Message mask(Message message, PseudonymTable table)
            throws ModelFailure, InterruptedException {
        return switch (message) {
            case Message.Instructions it -> new Message.Instructions(mask(it.text(), table));
            case Message.Said it -> new Message.Said(mask(it.text(), table));
            case Message.ToolReply it ->
                    new Message.ToolReply(it.id(), it.tool(), mask(it.text(), table));
            case Message.Answered it -> {
                List<ToolRequest> calls = new ArrayList<>();
                for (ToolRequest call : it.calls()) {
                    calls.add(
                            new ToolRequest(
                                    call.id(),
                                    call.name(),
                                    JsonTexts.transform(
                                            call.arguments(), text -> mask(text, table))));
                }
                yield new Message.Answered(mask(it.text(), table), calls);
            }
        };
    }

    private String mask(String text, PseudonymTable table)
            throws ModelFailure, InterruptedException {
        StringBuilder masked = new StringBuilder();
        int at = 0;
        for (Finder.Find find : finder.in(text)) {
            masked.append(text, at, find.start());
            masked.append(table.placeholder(find.kind(), text.substring(find.start(), find.end())));
            at = find.end();
        }
        return at == 0 ? text : masked.append(text, at, text.length()).toString();
    }
}
