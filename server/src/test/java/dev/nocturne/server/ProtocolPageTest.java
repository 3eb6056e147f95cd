package dev.nocturne.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.server.DescribedApi.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The tables of PROTOCOL.md say what the description says. */
class ProtocolPageTest {
    private static final Path PAGE = Path.of("../PROTOCOL.md");
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
    private static final Pattern STATUS = Pattern.compile("\\b[45][0-9]{2}\\b");

    /** What the table of endpoints leaves out of its refusals. */
    private static final Set<String> EVERYWHERE = Set.of("401", "403", "415", "500", "503");

    private final DescribedApi api = DescribedApi.get();

    /** The rows of the table with these first words in its head; a list of cells each. */
    private static List<List<String>> table(String head) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("| " + head)) {
                inside = true;
            } else if (!line.startsWith("|")) {
                inside = false;
            } else if (inside && !line.startsWith("|---")) {
                rows.add(Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList());
            }
        }
        assertThat(rows).as(head).isNotEmpty();
        return rows;
    }

    private static List<String> quoted(String cell) {
        return CODE.matcher(cell).results().map(m -> m.group(1)).toList();
    }

    @Test
    void everyEventIsListedOnce() throws Exception {
        List<String> listed = new ArrayList<>();
        for (List<String> row : table("Event | Payload")) {
            listed.addAll(quoted(row.getFirst()));
        }
        // It is no event of the log; section 4 has it.
        listed.add("done");
        assertThat(listed).containsExactlyInAnyOrderElementsOf(api.eventNames());
    }

    /** Fields are those outside of parentheses; with a question mark they may be missing. */
    @Test
    void theFieldsOfEveryEventAreThoseOfItsSchema() throws Exception {
        for (List<String> row : table("Event | Payload")) {
            String event = quoted(row.getFirst()).getFirst();
            JsonNode data =
                    api.resolve(api.document().at(api.eventSchema(event) + "/properties/data"));
            Set<String> described = new TreeSet<>();
            Set<String> required = new TreeSet<>();
            data.path("required").forEach(field -> required.add(field.stringValue()));
            data.path("properties")
                    .propertyNames()
                    .forEach(
                            field -> described.add(required.contains(field) ? field : field + "?"));
            Set<String> listed = new TreeSet<>();
            for (String code : quoted(row.get(1).replaceAll("\\([^()]*\\)", ""))) {
                listed.addAll(Arrays.asList(code.split(", ")));
            }
            if (listed.remove("...")) {
                assertThat(described).as(event).containsAll(listed);
                assertThat(listed).as(event).containsAll(required);
            } else {
                assertThat(listed).as(event).isEqualTo(described);
            }
        }
    }

    @Test
    void everyCodeIsListedWithItsStatus() throws Exception {
        Set<String> listed = new TreeSet<>();
        for (List<String> row : table("Status | `code`")) {
            List<String> statuses = Arrays.asList(row.getFirst().split(", "));
            List<String> codes = quoted(row.get(1));
            for (int i = 0; i < codes.size(); i++) {
                listed.add(codes.get(i) + " " + statuses.get(Math.min(i, statuses.size() - 1)));
            }
        }
        for (Operation operation : api.operations()) {
            for (String status : operation.statuses()) {
                for (String code : api.codes(operation.json().path("responses").path(status))) {
                    assertThat(listed).as(operation.id()).contains(code + " " + status);
                }
            }
        }
        List<String> described = new ArrayList<>();
        api.document()
                .at("/components/schemas/ProblemCode/enum")
                .forEach(code -> described.add(code.stringValue()));
        assertThat(listed)
                .extracting(code -> code.split(" ", 2)[0])
                .containsExactlyInAnyOrderElementsOf(described);
    }

    @Test
    void codesOfTurnsAndCallsAreNamed() throws Exception {
        String page = Files.readString(PAGE);
        for (String kind : List.of("TurnErrorCode", "CallErrorCode")) {
            for (JsonNode code : api.document().at("/components/schemas/" + kind + "/enum")) {
                assertThat(page).contains("`" + code.stringValue() + "`");
            }
        }
    }

    @Test
    void everyEndpointIsListedWithItsRefusals() throws Exception {
        List<String> listed = new ArrayList<>();
        for (List<String> row : table("Request | ")) {
            Matcher method =
                    Pattern.compile("^(GET|POST|DELETE) `([^`?]*)`").matcher(row.getFirst());
            if (!method.find()) {
                assertThat(row.getFirst()).isEqualTo("GET anything else");
                continue;
            }
            Operation operation = api.find(method.group(1), method.group(2)).orElseThrow();
            listed.add(operation.id());
            boolean ofSessions = row.size() == 4;
            if (ofSessions) {
                Set<String> refusals = new TreeSet<>(operation.statuses());
                refusals.removeIf(status -> status.startsWith("2") || EVERYWHERE.contains(status));
                assertThat(STATUS.matcher(row.get(3)).results().map(m -> m.group()))
                        .as(operation.id())
                        .containsExactlyElementsOf(refusals);
            }
        }
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        api.operations().stream().map(Operation::id).toList());
    }

    @Test
    void aReaderFindsTheDescription() throws Exception {
        assertThat(Files.readString(PAGE))
                .contains("/api/openapi.json", "components.schemas.Event");
    }
}
