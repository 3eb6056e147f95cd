package dev.nocturne.cli.evaluate;

import dev.nocturne.core.event.EventCodec;
import dev.nocturne.sources.pack.ExpectedFinding;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The results for scripts: one JSON object per alert, and one for the pack. */
public final class ScoreJson {
    /** Four digits after the point are more precise than any measure. */
    private static final double DIGITS = 1e4;

    private ScoreJson() {}

    /** The object of an alert. */
    public static ObjectNode of(ScoredAlert judged) {
        ExpectedFinding expected = judged.expected();
        SessionResult outcome = judged.outcome();
        ObjectNode json = EventCodec.JSON.createObjectNode();
        json.put("alert", expected.alert());
        json.put("session", outcome.session());
        json.put("right", judged.score().right());
        json.put("error", outcome.error());
        finding(
                json.putObject("expected"),
                expected.fault() ? "fault" : "no_fault",
                expected.rootCauses());
        finding(json.putObject("told"), outcome.verdict(), outcome.causes());
        ObjectNode measures = json.putObject("measures");
        for (Measure measure : Measure.values()) {
            put(measures, measure, measure.of(judged));
        }
        differences(json, judged.score());
        SessionResult.Tokens tokens = outcome.tokens();
        if (tokens == null) {
            json.putNull("tokens");
        } else {
            json.putObject("tokens").put("input", tokens.input()).put("output", tokens.output());
        }
        return json;
    }

    /** The object of the pack. */
    public static ObjectNode of(String pack, String orchestrator, List<ScoredAlert> all) {
        ObjectNode json = EventCodec.JSON.createObjectNode();
        json.put("pack", pack).put("orchestrator", orchestrator);
        json.put("alerts", all.size());
        json.put("right", all.stream().filter(j -> j.score().right()).count());
        json.put("failed", all.stream().filter(j -> j.outcome().hasFailed()).count());
        ObjectNode means = json.putObject("means");
        for (Measure measure : Measure.values()) {
            put(means, measure, measure.mean(all));
        }
        return json;
    }

    private static void finding(ObjectNode json, String verdict, List<String> causes) {
        json.put("verdict", verdict);
        list(json, "root_causes", causes);
    }

    private static void differences(ObjectNode json, Score score) {
        Score.Affected affected = score.affected();
        list(json, "affected_missed", affected == null ? List.of() : affected.missed());
        list(json, "affected_wrong", affected == null ? List.of() : affected.wrong());
        list(json, "not_named", score.unnamed());
        list(json, "forbidden", score.forbidden());
    }

    private static void list(ObjectNode json, String field, List<String> names) {
        names.forEach(json.putArray(field)::add);
    }

    private static void put(ObjectNode json, Measure measure, @Nullable Double value) {
        if (value == null) {
            json.putNull(measure.field());
        } else {
            json.put(measure.field(), Math.round(value * DIGITS) / DIGITS);
        }
    }
}
