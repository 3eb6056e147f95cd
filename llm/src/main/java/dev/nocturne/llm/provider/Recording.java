package dev.nocturne.llm.provider;

import dev.nocturne.llm.model.ModelAnswer;
import dev.nocturne.llm.model.RecordedAnswer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The recorded model answers of a run, by the keys of their calls. The file has a line of JSON for
 * each, {@code {"key": "m1", "response": {...}}}, where the response is the data of the {@code
 * model.response} event.
 */
record Recording(Map<String, ModelAnswer> answers) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The largest file; a long run with much reasoning has a few MB. */
    private static final long MAX_BYTES = 64L << 20;

    /** A recording cannot be read. The sentence says why. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final String sentence;

        Unreadable(String sentence) {
            super(sentence);
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }

    static Recording read(Path file) throws Unreadable {
        Map<String, ModelAnswer> answers = new HashMap<>();
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new Unreadable("The recording " + file + " is larger than 64 MB.");
            }
            int number = 0;
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    number++;
                    if (!line.isBlank()) {
                        add(answers, line, "Line " + number + " of the recording " + file);
                    }
                }
            }
        } catch (IOException e) {
            throw new Unreadable("The recording " + file + " cannot be read.");
        }
        return new Recording(answers);
    }

    private static void add(Map<String, ModelAnswer> answers, String line, String where)
            throws Unreadable {
        JsonNode entry;
        try {
            entry = JSON.readTree(line);
        } catch (JacksonException e) {
            throw new Unreadable(where + " is not JSON.");
        }
        String key = entry.path("key").asString("");
        JsonNode response = entry.path("response");
        if (key.isEmpty() || !response.isObject()) {
            throw new Unreadable(where + " has no key or no response.");
        }
        if (answers.put(key, RecordedAnswer.read(response)) != null) {
            throw new Unreadable(where + " has the key " + key + " of an earlier line.");
        }
    }
}
