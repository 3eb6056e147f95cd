package dev.nocturne.sources.yaml;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Parses YAML whose nesting is bounded: what composes its events is recursive. */
public final class ShallowParser implements Parser {

    /** The text has more levels than allowed. */
    public static final class TooDeep extends YamlEngineException {
        private static final long serialVersionUID = 1L;

        TooDeep() {
            super("too many nested levels");
        }
    }

    private final Parser parser;
    private final int maxDepth;
    private int depth;

    public ShallowParser(LoadSettings settings, String text, int maxDepth) {
        this.parser = new ParserImpl(settings, new StreamReader(settings, text));
        this.maxDepth = maxDepth;
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    /**
     * @throws TooDeep at the first event beyond the bound
     */
    @Override
    public Event next() {
        Event event = parser.next();
        switch (event.getEventId()) {
            case MappingStart, SequenceStart -> depth++;
            case MappingEnd, SequenceEnd -> depth--;
            default -> {}
        }
        if (depth > maxDepth) {
            throw new TooDeep();
        }
        return event;
    }
}
