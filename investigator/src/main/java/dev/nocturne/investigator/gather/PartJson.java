package dev.nocturne.investigator.gather;

import dev.nocturne.environment.Answer;
import dev.nocturne.environment.EnvironmentOverview;
import dev.nocturne.environment.FieldForce;
import dev.nocturne.environment.Occurrence;
import dev.nocturne.environment.Part;
import dev.nocturne.environment.Provenance;
import dev.nocturne.environment.Question;
import dev.nocturne.environment.StateSeries;
import dev.nocturne.environment.TableRow;
import dev.nocturne.environment.alarm.Alarm;
import dev.nocturne.environment.document.Passages;
import dev.nocturne.environment.names.NamedEntities;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parts of a snapshot as JSON, as they are kept with the tool call that asked: {@code {"v": 1,
 * "question": {"asks", ...}, "answer": {"outcome", "provenance", "data"}}}.
 */
public final class PartJson {
    private static final int VERSION = 1;

    /** Properties of entities are whole numbers of 64 bits. */
    static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();

    private PartJson() {}

    /** The part without its evidence's id. */
    public static ObjectNode write(Part<?> part) {
        ObjectNode node = JSON.createObjectNode();
        node.put("v", VERSION);
        node.set("question", question(part.question()));
        node.set("answer", answer(part.question(), part.answer()));
        return node;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Part<?> read(String evidence, JsonNode node) {
        if (node.path("v").asInt(0) != VERSION) {
            throw new IllegalArgumentException(
                    evidence + ": found version " + node.path("v") + ", expected " + VERSION);
        }
        try {
            JsonNode asked = node.path("question");
            JsonNode answer = node.path("answer");
            String kind = asked.path("asks").asString("");
            return switch (kind) {
                case "overview" ->
                        part(
                                evidence,
                                asked,
                                answer,
                                Question.Overview.class,
                                as(EnvironmentOverview.class));
                case "names" ->
                        part(
                                evidence,
                                asked,
                                answer,
                                Question.Names.class,
                                as(NamedEntities.class));
                case "surroundings" ->
                        part(
                                evidence,
                                asked,
                                answer,
                                Question.Surroundings.class,
                                TopologyJson::read);
                case "people" ->
                        part(evidence, asked, answer, Question.People.class, as(FieldForce.class));
                case "alarms" ->
                        part(evidence, asked, answer, Question.Alarms.class, listOf(Alarm.class));
                case "measurements" ->
                        part(
                                evidence,
                                asked,
                                answer,
                                Question.Measurements.class,
                                SeriesJson::read);
                case "states" ->
                        part(
                                evidence,
                                asked,
                                answer,
                                Question.States.class,
                                listOf(StateSeries.class));
                case "events" ->
                        part(
                                evidence,
                                asked,
                                answer,
                                Question.Events.class,
                                listOf(Occurrence.class));
                case "rows" ->
                        part(evidence, asked, answer, Question.Rows.class, listOf(TableRow.class));
                case "documents" ->
                        part(evidence, asked, answer, Question.Documents.class, as(Passages.class));
                default ->
                        throw new IllegalArgumentException(
                                evidence + ": unknown kind of question " + kind);
            };
        } catch (JacksonException e) {
            throw new IllegalArgumentException(evidence + " cannot be read", e);
        }
    }

    private interface Reader<T> {
        T read(JsonNode data);
    }

    private static <T> Reader<T> as(Class<T> type) {
        return data -> JSON.treeToValue(data, type);
    }

    private static <T> Reader<List<T>> listOf(Class<T> type) {
        return data -> JSON.readerForListOf(type).readValue(data);
    }

    private static <T, Q extends Question<T>> Part<T> part(
            String evidence, JsonNode asked, JsonNode answer, Class<Q> type, Reader<T> reader) {
        ObjectNode fields = ((ObjectNode) asked).deepCopy();
        fields.remove("asks");
        return new Part<>(evidence, JSON.treeToValue(fields, type), answer(answer, reader));
    }

    private static <T> Answer<T> answer(JsonNode node, Reader<T> reader) {
        Provenance provenance = JSON.treeToValue(node.path("provenance"), Provenance.class);
        return switch (node.path("outcome").asString("")) {
            case "complete" -> new Answer.Complete<>(reader.read(node.path("data")), provenance);
            case "partial" ->
                    new Answer.Partial<>(
                            reader.read(node.path("data")),
                            node.path("missing").asString(""),
                            provenance);
            case "no_data" -> new Answer.NoData<>(provenance);
            case "failed" ->
                    new Answer.Failed<>(
                            Answer.Reason.valueOf(node.path("reason").asString("")),
                            node.path("message").asString(""),
                            provenance);
            default ->
                    throw new IllegalArgumentException("unknown outcome " + node.path("outcome"));
        };
    }

    private static ObjectNode question(Question<?> question) {
        ObjectNode node = JSON.createObjectNode();
        node.put("asks", kind(question));
        node.setAll((ObjectNode) JSON.valueToTree(question));
        return node;
    }

    /** The question's name in the log. */
    public static String kind(Question<?> question) {
        return switch (question) {
            case Question.Overview _ -> "overview";
            case Question.Names _ -> "names";
            case Question.Surroundings _ -> "surroundings";
            case Question.People _ -> "people";
            case Question.Alarms _ -> "alarms";
            case Question.Measurements _ -> "measurements";
            case Question.States _ -> "states";
            case Question.Events _ -> "events";
            case Question.Rows _ -> "rows";
            case Question.Documents _ -> "documents";
        };
    }

    private static ObjectNode answer(Question<?> question, Answer<?> answer) {
        ObjectNode node = JSON.createObjectNode();
        switch (answer) {
            case Answer.Complete<?>(Object found, Provenance _) -> {
                node.put("outcome", "complete");
                node.set("data", data(question, found));
            }
            case Answer.Partial<?>(Object found, String missing, Provenance _) -> {
                node.put("outcome", "partial");
                node.put("missing", missing);
                node.set("data", data(question, found));
            }
            case Answer.NoData<?> _ -> node.put("outcome", "no_data");
            case Answer.Failed<?>(Answer.Reason reason, String message, Provenance _) -> {
                node.put("outcome", "failed");
                node.put("reason", reason.name());
                node.put("message", message);
            }
        }
        node.set("provenance", JSON.valueToTree(answer.provenance()));
        return node;
    }

    private static JsonNode data(Question<?> question, Object found) {
        return switch (question) {
            case Question.Surroundings _ -> TopologyJson.write(found);
            case Question.Measurements _ -> SeriesJson.write(found);
            case Question.Overview _,
                    Question.Names _,
                    Question.People _,
                    Question.Alarms _,
                    Question.States _,
                    Question.Events _,
                    Question.Rows _,
                    Question.Documents _ ->
                    JSON.valueToTree(found);
        };
    }
}
