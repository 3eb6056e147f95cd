package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.server.DescribedApi.Operation;
import dev.nocturne.server.Lab.Answer;
import dev.nocturne.server.http.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The description as a document: complete, sound, served. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiDescriptionTest {
    private static final String ADDRESS = "/api/openapi.json";

    private final DescribedApi api = DescribedApi.get();
    private Lab lab;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        lab = Lab.start(data, Scripts::investigate);
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    @Test
    void everyRouteIsDescribedAndNothingElse() {
        List<String> routes =
                lab.server().routes().stream().map(r -> r.method() + " " + r.pattern()).toList();
        List<String> described =
                api.operations().stream().map(o -> o.method() + " " + o.path()).toList();

        assertThat(described).containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void onlyOpenRoutesAreDescribedWithoutSecurity() {
        for (Route route : lab.server().routes()) {
            Operation operation = api.find(route.method(), route.pattern()).orElseThrow();
            JsonNode security = operation.json().path("security");

            assertThat(security.isArray() && security.isEmpty())
                    .as(operation.id())
                    .isEqualTo(route.open());
            assertThat(operation.statuses().contains("401"))
                    .as(operation.id())
                    .isEqualTo(!route.open());
        }
    }

    @Test
    void theParametersOfAPathAreDescribed() {
        for (Operation operation : api.operations()) {
            List<String> inPath = new ArrayList<>();
            for (JsonNode parameter : operation.json().path("parameters")) {
                JsonNode resolved = api.resolve(parameter);
                if (resolved.path("in").stringValue().equals("path")) {
                    inPath.add("{" + resolved.path("name").stringValue() + "}");
                }
            }
            assertThat(operation.path().split("/", -1)).as(operation.id()).containsAll(inPath);
            assertThat(operation.path().chars().filter(c -> c == '{'))
                    .as(operation.id())
                    .hasSize(inPath.size());
        }
    }

    @Test
    void operationsHaveNamesOfTheirOwn() {
        assertThat(api.operations()).extracting(Operation::id).doesNotHaveDuplicates();
    }

    @Test
    void everySchemaIsOne() {
        var meta =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        for (var schema : api.document().at("/components/schemas").properties()) {
            assertThat(meta.validate(schema.getValue())).as(schema.getKey()).isEmpty();
        }
    }

    @Test
    void everyReferenceLeadsSomewhereAndNoPartIsLeftOver() {
        Set<String> used = new HashSet<>();
        walk(
                api.document(),
                (name, value) -> {
                    if (name.equals("$ref")) {
                        used.add(value.stringValue());
                        assertThat(api.document().at(value.stringValue().substring(1)).isObject())
                                .as(value.stringValue())
                                .isTrue();
                    }
                });
        // Codes in the text of a failed call, which no field has of its own.
        used.add("#/components/schemas/CallErrorCode");
        for (String kind : List.of("schemas", "responses", "parameters")) {
            for (String name : api.document().at("/components/" + kind).propertyNames()) {
                assertThat(used).contains("#/components/" + kind + "/" + name);
            }
        }
    }

    /** PROTOCOL.md lets the server add fields at any time, and ignores those it does not know. */
    @Test
    void noSchemaForbidsFurtherFields() {
        walk(
                api.document(),
                (name, value) -> {
                    assertThat(name).isNotIn("unevaluatedProperties", "maxProperties");
                    if (name.equals("additionalProperties")) {
                        assertThat(value.isObject()).isTrue();
                    }
                });
    }

    @Test
    void everyRequiredFieldIsDescribed() {
        walk(
                api.document(),
                (name, value) -> {
                    if (value.path("required").isArray() && value.path("properties").isObject()) {
                        Set<String> described =
                                new TreeSet<>(value.path("properties").propertyNames());
                        value.path("allOf")
                                .forEach(part ->
                                        described.addAll(
                                                api.resolve(part)
                                                        .path("properties")
                                                        .propertyNames()));
                        value.path("required")
                                .forEach(field ->
                                        assertThat(described)
                                                .as(name)
                                                .contains(field.stringValue()));
                    }
                });
    }

    private static void walk(JsonNode node, BiConsumer<String, JsonNode> visit) {
        for (var field : node.properties()) {
            visit.accept(field.getKey(), field.getValue());
            walk(field.getValue(), visit);
        }
        if (node.isArray()) {
            node.forEach(item -> walk(item, visit));
        }
    }

    @Test
    void itIsServedWithTheVersionOfTheBuild() throws Exception {
        Answer answer = lab.get(ADDRESS);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.header("cache-control")).isEqualTo("no-cache");
        assertThat(answer.json()).isEqualTo(EventCodec.JSON.readTree(api.document().toString()));
        assertThat(answer.json().at("/info/version"))
                .isEqualTo(lab.get("/api/version").json().path("version"));
    }

    @Test
    void aClientThatHasItGetsNoBody() throws Exception {
        Answer whole = lab.get(ADDRESS);
        String etag = whole.header("etag");
        String length = whole.header("content-length");
        for (String known : List.of(etag, "W/" + etag, "\"other\", " + etag, "*")) {
            Answer answer = lab.get(ADDRESS, "If-None-Match", known);

            assertThat(answer.status()).as(known).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.header("etag")).isEqualTo(etag);
            assertThat(answer.header("content-length")).isEqualTo(length);
        }
        for (String other : List.of("\"other\"", "", etag.replace("\"", ""), "\"" + etag)) {
            assertThat(lab.get(ADDRESS, "If-None-Match", other).status()).as(other).isEqualTo(200);
        }
    }

    /** Numbers of parameters, at their bounds and beyond. */
    @Test
    void boundsOfParametersAreThoseOfTheServer() throws Exception {
        String id = lab.openAndFinish();
        for (String name : List.of("listSessions", "listEvents")) {
            Operation operation = api.operation(name);
            String path = operation.path().replace("{id}", id);
            for (JsonNode reference : operation.json().path("parameters")) {
                JsonNode parameter = api.resolve(reference);
                JsonNode schema = parameter.path("schema");
                String query = path + "?" + parameter.path("name").stringValue() + "=";
                if (schema.path("type").asString("").equals("integer")) {
                    long least = schema.path("minimum").longValue();
                    long most = schema.path("maximum").longValue();
                    assertThat(lab.get(query + least).status()).as(query).isEqualTo(200);
                    assertThat(lab.get(query + most).status()).as(query).isEqualTo(200);
                    assertThat(lab.get(query + (least - 1)).status()).as(query).isEqualTo(422);
                    assertThat(lab.get(query + (most + 1)).status()).as(query).isEqualTo(422);
                }
            }
        }
        String q = "/api/sessions?q=" + "x".repeat(200);
        assertThat(lab.get(q).status()).isEqualTo(200);
        assertThat(lab.get(q + "x").status()).isEqualTo(422);
    }

    /** Texts of request bodies, as long as described and one character longer. */
    @Test
    void lengthsOfTextsAreThoseOfTheServer() throws Exception {
        for (Operation operation : api.operations()) {
            JsonNode body =
                    api.resolve(
                            operation.json().at("/requestBody/content/application~1json/schema"));
            for (var field : body.path("properties").properties()) {
                JsonNode schema = api.resolve(field.getValue());
                // Instants have a form that no length makes right.
                if (schema.has("maxLength") && !schema.has("format")) {
                    int most = schema.path("maxLength").intValue();
                    assertThat(tooLong(operation, field.getKey(), most))
                            .as(operation.id() + " " + field.getKey())
                            .isFalse();
                    assertThat(tooLong(operation, field.getKey(), most + 1))
                            .as(operation.id() + " " + field.getKey())
                            .isTrue();
                }
            }
        }
    }

    private boolean tooLong(Operation operation, String field, int length) throws Exception {
        String body = EventCodec.JSON.createObjectNode().put(field, "x".repeat(length)).toString();
        String path = operation.path().replaceAll("\\{[a-z]+}", "none");
        return lab.post(path, body).body().contains("'" + field + "' is longer than");
    }
}
