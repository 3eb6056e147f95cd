package dev.nocturne.investigator;

import dev.nocturne.sources.pack.LoadResult;
import dev.nocturne.sources.pack.Pack;
import dev.nocturne.sources.pack.PackReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers root-cause cases without a server: {@code DevCases OUT.json DIR...}, each folder with a
 * cases.json and its packs. The output has the form that {@code score.py --results} reads.
 */
public final class DevCases {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DevCases() {}

    public static void main(String[] args) throws Exception {
        ObjectNode results = JSON.createObjectNode();
        for (int i = 1; i < args.length; i++) {
            for (JsonNode one : JSON.readTree(Files.readString(Path.of(args[i], "cases.json")))) {
                answer(Path.of(args[i], one.path("pack").asString()), one, results);
            }
        }
        Files.writeString(Path.of(args[0]), JSON.writeValueAsString(results));
    }

    private static void answer(Path pack, JsonNode one, ObjectNode results) throws Exception {
        ObjectNode result = results.putObject(one.path("id").asString());
        switch (PackReader.load(pack)) {
            case LoadResult.Refused(var problems) -> result.put("error", problems.toString());
            case LoadResult.Loaded(Pack loaded) -> {
                long start = System.nanoTime();
                FakeRun run = new FakeRun(loaded.name(), one.path("alert").asString());
                new BuiltInInvestigator(
                                name -> Optional.of(TestPacks.environment(loaded)),
                                () -> Instant.EPOCH)
                        .run(run);
                result.set("diagnosis", run.diagnosis());
                result.put("seconds", (System.nanoTime() - start) / 1e9);
                loaded.close();
            }
        }
    }
}
