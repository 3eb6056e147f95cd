package dev.nocturne.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.core.ErrorCode;
import dev.nocturne.server.openapi.ApiDescription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The codes of the description are those of the code. */
class ProblemCodesTest {
    /** Of states of the whole server, which no {@link ErrorCode} names. */
    private static final List<String> OF_THE_SERVER = List.of("starting", "not_ready");

    private final JsonNode api = ApiDescription.read();

    private List<String> described(String schema) {
        return api.at("/components/schemas/" + schema + "/enum")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
    }

    private static List<String> errorCodes() {
        return Arrays.stream(ErrorCode.values()).map(ErrorCode::wireName).toList();
    }

    private static Set<String> ofHttp() {
        Set<String> codes = new TreeSet<>();
        IntStream.range(400, 600)
                .forEach(status -> codes.add(ProblemDetails.ofStatus(status).code()));
        codes.removeAll(errorCodes());
        return codes;
    }

    @Test
    void everyCodeIsDescribedOnceAndNoOther() {
        List<String> all = new ArrayList<>(errorCodes());
        all.addAll(ofHttp());
        all.addAll(OF_THE_SERVER);

        List<String> described = new ArrayList<>(described("ProblemCode"));
        described.addAll(described("TurnErrorCode"));
        described.addAll(described("CallErrorCode"));

        assertThat(described).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aCodeIsDescribedForTheStatusItComesWith() {
        Set<String> described = new TreeSet<>();
        api.path("paths")
                .forEach(path ->
                        path.forEach(operation ->
                                operation
                                        .path("responses")
                                        .properties()
                                        .forEach(response ->
                                                described.addAll(
                                                        codes(
                                                                response.getKey(),
                                                                response.getValue())))));

        assertThat(described).containsExactlyInAnyOrderElementsOf(described("ProblemCode"));
    }

    /** The codes of one response; each must have the response's status. */
    private List<String> codes(String status, JsonNode reference) {
        JsonNode response = api.at(reference.path("$ref").asString("#/none").substring(1));
        List<String> codes =
                response.at("/content/application~1problem+json/schema/properties/code/examples")
                        .valueStream()
                        .map(JsonNode::stringValue)
                        .toList();
        for (String code : codes) {
            if (errorCodes().contains(code) && !status.equals("default")) {
                assertThat(Stream.of(ErrorCode.values()).filter(c -> c.wireName().equals(code)))
                        .as(code)
                        .allMatch(c -> c.status() == Integer.parseInt(status));
            }
        }
        return codes;
    }
}
