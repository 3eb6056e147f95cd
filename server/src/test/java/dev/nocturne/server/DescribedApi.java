package dev.nocturne.server;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.nocturne.core.event.EventCodec;
import dev.nocturne.server.Lab.Answer;
import dev.nocturne.server.openapi.ApiDescription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The description of the API as its readers use it: finds operations, and validates. */
final class DescribedApi {
    /** Any address: references in the document begin at its root. */
    private static final String ADDRESS = "https://nocturne.test/openapi.json";

    private static final Set<String> METHODS = Set.of("get", "post", "delete", "put", "patch");

    /** An operation of the document. */
    record Operation(String method, String path, JsonNode json) {
        String id() {
            return json.path("operationId").stringValue();
        }

        /** Its statuses by number, without {@code default}. */
        Set<String> statuses() {
            Set<String> statuses = new TreeSet<>(json.path("responses").propertyNames());
            statuses.remove("default");
            return statuses;
        }

        private boolean matches(String otherMethod, String otherPath) {
            String[] pattern = path.split("/", -1);
            String[] segments = otherPath.split("/", -1);
            boolean same = method.equals(otherMethod) && pattern.length == segments.length;
            for (int i = 0; same && i < pattern.length; i++) {
                same = pattern[i].startsWith("{") || pattern[i].equals(segments[i]);
            }
            return same;
        }
    }

    private static final DescribedApi ONLY = new DescribedApi(ApiDescription.read());

    private final ObjectNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private DescribedApi(ObjectNode document) {
        this.document = document;
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue().properties().stream()
                                .filter(entry -> METHODS.contains(entry.getKey()))
                                .forEach(entry ->
                                        operations.add(
                                                new Operation(
                                                        entry.getKey().toUpperCase(Locale.ROOT),
                                                        path.getKey(),
                                                        entry.getValue()))));
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder ->
                                builder.schemaRegistryConfig(config)
                                        .schemas(Map.of(ADDRESS, document.toString())));
    }

    static DescribedApi get() {
        return ONLY;
    }

    ObjectNode document() {
        return document;
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    Operation operation(String id) {
        return operations.stream().filter(o -> o.id().equals(id)).findFirst().orElseThrow();
    }

    Optional<Operation> find(String method, String path) {
        String read = method.equals("HEAD") ? "GET" : method;
        return operations.stream().filter(o -> o.matches(read, path)).findFirst();
    }

    /** The node itself, or what its {@code $ref} names. */
    JsonNode resolve(JsonNode node) {
        JsonNode ref = node.path("$ref");
        return ref.isString() ? document.at(ref.stringValue().substring(1)) : node;
    }

    /** What is wrong with the value; {@code pointer} leads to a schema in the document. */
    List<String> errors(String pointer, JsonNode value) {
        return schemas
                .computeIfAbsent(
                        pointer, p -> registry.getSchema(SchemaLocation.of(ADDRESS + "#" + p)))
                .validate(value)
                .stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    /** Names of all events, in the order of the document. */
    List<String> eventNames() {
        return List.copyOf(eventSchemas().propertyNames());
    }

    /** Where the schema of that event is. */
    String eventSchema(String name) {
        return eventSchemas().path(name).stringValue().substring(1);
    }

    private JsonNode eventSchemas() {
        return document.at("/components/schemas/Event/discriminator/mapping");
    }

    /** What is wrong with an event whose name is described. */
    List<String> errors(String event, String data) {
        ObjectNode parsed = EventCodec.JSON.createObjectNode().put("event", event);
        parsed.set("data", EventCodec.JSON.readTree(data));
        List<String> errors = errors(eventSchema(event), parsed);
        return errors.isEmpty() ? errors("/components/schemas/Event", parsed) : errors;
    }

    /** Fails where an answer, or a request that was served, is not as described. */
    void check(String method, String target, String requestBody, Answer answer) {
        String path = target.split("\\?", 2)[0];
        Optional<Operation> found = find(method, path);
        List<String> errors = new ArrayList<>();
        if (answer.status() >= 400) {
            errors.addAll(refusal(found, method, answer));
        } else if (found.isPresent()) {
            errors.addAll(success(found.get(), method, answer));
            errors.addAll(request(found.get(), method, requestBody));
        } else if (path.startsWith("/api/") || path.startsWith("/query/")) {
            errors.addAll(method.equals("OPTIONS") ? List.of() : List.of("not described"));
        }
        if (!errors.isEmpty()) {
            throw new AssertionError(
                    method + " " + target + " " + answer.status() + ": " + errors + answer.body());
        }
    }

    private List<String> refusal(Optional<Operation> found, String method, Answer answer) {
        if (!mediaType(answer).equals("application/problem+json")) {
            return List.of("it is no problem but " + mediaType(answer));
        } else if (method.equals("HEAD")) {
            return List.of();
        }
        List<String> errors = new ArrayList<>(errors("/components/schemas/Problem", answer.json()));
        errors.addAll(errors("/components/schemas/ProblemCode", answer.json().path("code")));
        if (found.isPresent() && !codes(found.get(), answer.status()).contains(answer.code())) {
            errors.add(answer.code() + " is not described for " + found.get().id());
        }
        return errors;
    }

    /** The codes that an operation may answer with that status. */
    Set<String> codes(Operation operation, int status) {
        JsonNode responses = operation.json().path("responses");
        Set<String> codes = new TreeSet<>(codes(responses.path(String.valueOf(status))));
        codes.addAll(codes(responses.path("default")));
        return codes;
    }

    /** The codes of one response. */
    Set<String> codes(JsonNode response) {
        Set<String> codes = new TreeSet<>();
        resolve(response)
                .at("/content/application~1problem+json/schema/properties/code/examples")
                .forEach(code -> codes.add(code.stringValue()));
        return codes;
    }

    private List<String> success(Operation operation, String method, Answer answer) {
        String status = String.valueOf(answer.status());
        JsonNode response = operation.json().path("responses").path(status);
        if (response.isMissingNode()) {
            return List.of(status + " is not described");
        }
        List<String> errors = new ArrayList<>();
        response.path("headers")
                .properties()
                .forEach(header -> {
                    if (answer.header(header.getKey()).isEmpty()) {
                        errors.add("no header " + header.getKey());
                    }
                });
        String type = mediaType(answer);
        if (!response.has("content")) {
            return type.isEmpty() ? errors : List.of(type + " is not described");
        } else if (!response.path("content").has(type)) {
            errors.add(type + " is not described");
        } else if (type.equals("application/json") && !method.equals("HEAD")) {
            errors.addAll(
                    errors(
                            pointer(operation)
                                    + "/responses/"
                                    + status
                                    + "/content/application~1json/schema",
                            answer.json()));
        }
        return errors;
    }

    private List<String> request(Operation operation, String method, String body) {
        JsonNode described = operation.json().path("requestBody");
        if (described.isMissingNode() || method.equals("HEAD")) {
            return List.of();
        } else if (body.isEmpty()) {
            return described.path("required").booleanValue()
                    ? List.of("a body is required")
                    : List.of();
        }
        return errors(
                pointer(operation) + "/requestBody/content/application~1json/schema",
                EventCodec.JSON.readTree(body));
    }

    private static String pointer(Operation operation) {
        return "/paths/"
                + operation.path().replace("~", "~0").replace("/", "~1")
                + "/"
                + operation.method().toLowerCase(Locale.ROOT);
    }

    private static String mediaType(Answer answer) {
        return Arrays.asList(answer.header("content-type").split(";", 2)).getFirst();
    }
}
