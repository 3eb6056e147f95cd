package dev.nocturne.investigator;

import dev.nocturne.sources.pack.LoadResult;
import dev.nocturne.sources.pack.Pack;
import dev.nocturne.sources.pack.PackReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers alerts and the questions after them without a server. Arguments: the file to write, a
 * JSON file with {@code [{pack, folder, alert, file, questions: [...]}]}.
 */
final class ForeignCases {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ForeignCases() {}

    public static void main(String[] args) throws Exception {
        ObjectNode results = JSON.createObjectNode();
        for (JsonNode one : JSON.readTree(Files.readString(Path.of(args[1])))) {
            ObjectNode result =
                    results.putObject(
                            one.path("pack").asString() + "/" + one.path("alert").asString());
            switch (PackReader.load(Path.of(one.path("folder").asString()))) {
                case LoadResult.Refused(var problems) -> result.put("error", problems.toString());
                case LoadResult.Loaded(Pack pack) -> {
                    answer(pack, one, result);
                    pack.close();
                }
            }
        }
        Files.writeString(Path.of(args[0]), JSON.writeValueAsString(results));
    }

    private static void answer(Pack pack, JsonNode one, ObjectNode result) throws Exception {
        String alert =
                Files.readString(
                        Path.of(one.path("folder").asString(), one.path("file").asString()));
        BuiltInInvestigator investigator =
                new BuiltInInvestigator(
                        name -> Optional.of(TestPacks.environment(pack)), () -> Instant.EPOCH);
        FakeRun run = new FakeRun(pack.name(), alert);
        ArrayNode answers = JSON.createArrayNode();
        ArrayNode mistakes = result.putArray("false");
        try {
            investigator.run(run);
            result.set("diagnosis", run.diagnosis());
            result.put("text", run.text.toString());
            List<String> calls = new ArrayList<>();
            run.calls.forEach(c -> calls.add(c.key()));
            result.put("calls", String.join(" ", calls));
            result.put("error", "");
            var finding = Opinion.analyse(TestPacks.environment(pack), alert).finding();
            StringBuilder debug = new StringBuilder();
            debug.append(Instant.ofEpochMilli(finding.alert().start()))
                    .append(' ')
                    .append(Instant.ofEpochMilli(finding.alert().raised()))
                    .append(' ')
                    .append(Instant.ofEpochMilli(finding.alert().latest()))
                    .append(' ')
                    .append(finding.alert().subject())
                    .append(finding.alert().entities())
                    .append('\n');
            finding.symptoms()
                    .byEntity()
                    .forEach((e, all) ->
                            all.forEach(s ->
                                    debug.append(e)
                                            .append(' ')
                                            .append(s.kind())
                                            .append(' ')
                                            .append(s.strength())
                                            .append(' ')
                                            .append(Instant.ofEpochMilli(s.since()))
                                            .append(' ')
                                            .append(
                                                    s.until() == Long.MAX_VALUE
                                                            ? "-"
                                                            : Instant.ofEpochMilli(s.until())
                                                                    .toString())
                                            .append(' ')
                                            .append(s.words())
                                            .append('\n')));
            finding.symptoms()
                    .circumstances()
                    .forEach(c ->
                            debug.append(c.entity())
                                    .append(' ')
                                    .append(c.kind())
                                    .append(' ')
                                    .append(Instant.ofEpochMilli(c.time()))
                                    .append(' ')
                                    .append(c.words())
                                    .append('\n'));
            debug.append("measured ").append(finding.symptoms().measured());
            result.put("debug", debug.toString());
            FakeRun last = run;
            for (JsonNode question : one.path("questions")) {
                last = last.next(question.asString());
                investigator.run(last);
                answers.add(last.text.toString());
                String asked = question.asString();
                FakeRun said = last;
                RepliesCheck.mistakes(said).forEach(m -> mistakes.add(asked + ": " + m));
            }
        } catch (RuntimeException e) {
            java.io.StringWriter trace = new java.io.StringWriter();
            e.printStackTrace(new java.io.PrintWriter(trace));
            result.put("error", trace.toString().lines().limit(8).toList().toString());
        }
        result.set("answers", answers);
    }
}
