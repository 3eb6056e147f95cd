package dev.nocturne.sources.prometheus.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON document from its begin to its end without holding it. It stands at a value, which
 * each method consumes; a value of another kind than the method's makes the answer unreadable.
 */
public final class JsonCursor implements AutoCloseable {
    /** Reads or skips the value of a field. */
    public interface FieldReader {
        void read(String name) throws IOException;
    }

    /** Reads or skips one element of a list. */
    public interface ElementReader {
        void read() throws IOException;
    }

    /**
     * Labels and elements of lists of one answer: some hundred bytes of memory each, which the
     * limit of an answer's bytes does not bound well enough.
     */
    private static final int MAX_KEPT = 1_000_000;

    private static final String EARLY_END = "its answer ends early";

    /** Whose stream it is closes it, after its end is read. */
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();

    private final JsonParser parser;

    /** The same names and values of labels come with many series. */
    private final Map<String, String> known = new HashMap<>();

    private int kept;
    private boolean stopped;

    private JsonCursor(JsonParser parser) {
        this.parser = parser;
    }

    /** Stands at the first value. */
    public static JsonCursor open(InputStream in) throws IOException {
        try {
            JsonCursor cursor = new JsonCursor(JSON.createParser(ObjectReadContext.empty(), in));
            cursor.next();
            return cursor;
        } catch (JacksonException e) {
            throw translate(e);
        }
    }

    /** Ends the document here: what follows is not read. */
    public void stop() {
        stopped = true;
    }

    /** Whether the value is a text. */
    public boolean isText() {
        return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    /** Whether the value is a number. */
    public boolean isNumber() {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                || parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT;
    }

    /** Whether the value is an object. */
    public boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    /** Whether the value is null. */
    public boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /** Whether the value is true. */
    public boolean isTrue() {
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    /**
     * Reads each field of an object.
     *
     * @param what the object is, for the message
     */
    public void object(String what, FieldReader reader) throws IOException {
        expect(JsonToken.START_OBJECT, what, "an object");
        while (next() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            next();
            reader.read(name);
            if (stopped) {
                return;
            }
        }
        expect(JsonToken.END_OBJECT, what, "an object");
    }

    /** Reads each element of a list. */
    public void list(String what, ElementReader reader) throws IOException {
        expect(JsonToken.START_ARRAY, what, "a list");
        while (next() != JsonToken.END_ARRAY) {
            reader.read();
            if (stopped) {
                return;
            }
        }
    }

    /** Reads one field of an object, which has to be there, and skips the others. */
    public void field(String what, String field, ElementReader reader) throws IOException {
        boolean found = false;
        expect(JsonToken.START_OBJECT, what, "an object");
        while (next() == JsonToken.PROPERTY_NAME) {
            boolean wanted = parser.currentName().equals(field);
            next();
            if (wanted) {
                found = true;
                reader.read();
            } else {
                skip();
            }
            if (stopped) {
                return;
            }
        }
        if (!found) {
            throw new UnreadableAnswerException("its answer has " + what + " without " + field);
        }
    }

    /** Reads a list of two. */
    public void pair(String what, ElementReader first, ElementReader second) throws IOException {
        expect(JsonToken.START_ARRAY, what, "a list");
        next();
        first.read();
        next();
        second.read();
        if (next() != JsonToken.END_ARRAY) {
            throw new UnreadableAnswerException("its answer has " + what + " of more than two");
        }
    }

    /** The names and texts of an object that has nothing else. */
    public Map<String, String> texts(String what) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        object(what, name -> texts.put(share(name), share(text(what))));
        return Collections.unmodifiableMap(texts);
    }

    /** A text. */
    public String text(String what) throws IOException {
        expect(JsonToken.VALUE_STRING, what, "a text");
        try {
            return parser.getString();
        } catch (JacksonException e) {
            throw translate(e);
        }
    }

    /** A number. */
    public double number(String what) throws IOException {
        if (!isNumber()) {
            expect(JsonToken.VALUE_NUMBER_FLOAT, what, "a number");
        }
        try {
            return parser.getDoubleValue();
        } catch (JacksonException e) {
            throw translate(e);
        }
    }

    /** Passes the value, whatever it is. */
    public void skip() throws IOException {
        try {
            parser.skipChildren();
        } catch (JacksonException e) {
            throw translate(e);
        }
    }

    /** Whether the rest of the document is not read. */
    public boolean isStopped() {
        return stopped;
    }

    /** Reads the rest of the stream, which must have no other value. */
    public void end() throws IOException {
        if (stopped) {
            return;
        }
        try {
            if (parser.nextToken() != null) {
                throw new UnreadableAnswerException("its answer has something after its end");
            }
        } catch (JacksonException e) {
            throw translate(e);
        }
    }

    /** Counts something that stays in memory. */
    public void keep() throws LargeAnswerException {
        if (++kept > MAX_KEPT) {
            throw new LargeAnswerException(
                    "its answer has more than "
                            + MAX_KEPT
                            + " labels and series, which is too much to hold");
        }
    }

    private String share(String text) throws LargeAnswerException {
        keep();
        String earlier = known.putIfAbsent(text, text);
        return earlier == null ? text : earlier;
    }

    private JsonToken next() throws IOException {
        JsonToken token;
        try {
            token = parser.nextToken();
        } catch (JacksonException e) {
            throw translate(e);
        }
        if (token == null) {
            throw new UnreadableAnswerException(EARLY_END);
        }
        return token;
    }

    private void expect(JsonToken token, String what, String kind)
            throws UnreadableAnswerException {
        if (parser.currentToken() != token) {
            throw new UnreadableAnswerException(
                    "its answer has "
                            + what
                            + " that is not "
                            + kind
                            + ", so it is not the API of Prometheus or is broken");
        }
    }

    private static IOException translate(JacksonException e) {
        if (e instanceof JacksonIOException && e.getCause() instanceof IOException io) {
            return io;
        }
        if (e instanceof UnexpectedEndOfInputException) {
            return new UnreadableAnswerException(EARLY_END);
        }
        return new UnreadableAnswerException(
                "its answer is not JSON; check its address and the path in it");
    }

    @Override
    public void close() {
        parser.close();
    }
}
