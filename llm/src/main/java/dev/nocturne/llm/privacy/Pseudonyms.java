package dev.nocturne.llm.privacy;

import dev.nocturne.llm.model.Message;
import dev.nocturne.llm.model.ModelFailure;
import dev.nocturne.llm.model.ModelIdentity;
import dev.nocturne.llm.model.ModelRequest;
import dev.nocturne.llm.model.ToolRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Replaces e-mail addresses, phone numbers and configured patterns in requests by placeholders such
 * as {@code EMAIL_3f9a1c02}. Stores nothing, since each placeholder can be computed from the text
 * it replaces. Safe for any number of threads.
 */
public final class Pseudonyms {
    private final PrivacySettings settings;
    private final Finder finder;

    public Pseudonyms(PrivacySettings settings) {
        this.settings = settings;
        finder = new Finder(settings.patterns());
    }

    /** Whether requests to the model are masked. */
    public boolean masks(ModelIdentity model) {
        return settings.masks(model);
    }

    /**
     * Masks all messages of a request, including the arguments of tool calls.
     *
     * @param salt the id of the session, so that its placeholders do not change
     * @throws ModelFailure if a configured pattern takes too long, so that nothing may be sent
     */
    public MaskedRequest mask(ModelRequest request, String salt)
            throws ModelFailure, InterruptedException {
        PseudonymTable table = new PseudonymTable(salt);
        List<Message> messages = new ArrayList<>();
        for (Message message : request.messages()) {
            messages.add(mask(message, table));
        }
        return new MaskedRequest(
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
            case Message.Input it -> new Message.Input(mask(it.text(), table));
            case Message.ToolReply it ->
                    new Message.ToolReply(it.id(), it.tool(), mask(it.text(), table));
            case Message.Answer it -> {
                List<ToolRequest> calls = new ArrayList<>();
                for (ToolRequest call : it.calls()) {
                    calls.add(
                            new ToolRequest(
                                    call.id(),
                                    call.name(),
                                    JsonTexts.transform(
                                            call.arguments(), text -> mask(text, table))));
                }
                yield new Message.Answer(mask(it.text(), table), calls);
            }
        };
    }

    private String mask(String text, PseudonymTable table)
            throws ModelFailure, InterruptedException {
        StringBuilder masked = new StringBuilder();
        int at = 0;
        for (Finder.Part part : finder.find(text)) {
            masked.append(text, at, part.start());
            masked.append(table.placeholder(part.kind(), text.substring(part.start(), part.end())));
            at = part.end();
        }
        return at == 0 ? text : masked.append(text, at, text.length()).toString();
    }
}
