package dev.nocturne.llm.grounding;

import dev.nocturne.environment.topology.Entity;
import dev.nocturne.environment.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the {@code diagnosis} event of a model-driven turn: the model's conclusion, with a mark on
 * each part that says whether evidence of the session supports it, and a comparison with the
 * findings of the built-in investigator.
 */
public final class DiagnosisEvent {
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();
    private final Conclusion conclusion;
    private final EvidenceBook book;
    private final Topology topology;

    private DiagnosisEvent(Conclusion conclusion, EvidenceBook book, Topology topology) {
        this.conclusion = conclusion;
        this.book = book;
        this.topology = topology;
    }

    /** Writes a conclusion as an event; {@code findings} may be null. */
    public static ObjectNode of(
            String orchestrator,
            Conclusion conclusion,
            EvidenceBook book,
            Topology topology,
            @Nullable Findings findings) {
        DiagnosisEvent event = new DiagnosisEvent(conclusion, book, topology);
        event.write(orchestrator);
        if (findings != null) {
            event.compare(findings);
        }
        return event.json;
    }

    /** Writes the investigator's findings as an event, if no model came to a conclusion. */
    public static ObjectNode ofFindings(
            String orchestrator, EvidenceBook book, Findings findings, String why) {
        ObjectNode json = findings.diagnosis().deepCopy();
        json.put("orchestrator", orchestrator);
        json.put("partial", true);
        json.put("source", "investigator");
        json.withArrayProperty("not_checked").add(why);
        putEvidence(json, book);
        return json;
    }

    private void write(String orchestrator) {
        json.put("orchestrator", orchestrator);
        json.put("verdict", conclusion.verdict());
        if (conclusion.derived()) {
            json.put("derived", true);
        }
        ArrayNode causes = json.putArray("root_causes");
        for (Conclusion.Cause cause : conclusion.causes()) {
            ObjectNode node = causes.addObject();
            putEntity(node, cause.entity());
            node.put("kind", causes.size() == 1 ? "root_cause" : "alternative");
            if (!cause.why().isEmpty()) {
                node.put("why", cause.why());
            }
            putSupport(node, cause.evidence());
        }
        ArrayNode affected = json.putArray("affected");
        for (Conclusion.Affected one : conclusion.affected()) {
            ObjectNode node = affected.addObject();
            putEntity(node, one.entity());
            node.put("impact", one.impact());
            putSupport(node, one.evidence());
        }
        ArrayNode claims = json.putArray("claims");
        for (Conclusion.Claim claim : conclusion.claims()) {
            putSupport(claims.addObject().put("text", claim.text()), claim.evidence());
        }
        ArrayNode actions = json.putArray("actions");
        for (Conclusion.Action action : conclusion.actions()) {
            ObjectNode node = actions.addObject().put("text", action.text());
            if (!action.runbook().isEmpty()) {
                node.put("runbook", action.runbook());
            }
        }
        putEvidence(json, book);
    }

    private void putEntity(ObjectNode node, String id) {
        node.put("entity", id);
        node.put("label", topology.entity(id).map(Entity::label).orElse(""));
        if (!topology.contains(id)) {
            node.put("unknown", true);
        }
    }

    private void putSupport(ObjectNode node, List<String> cited) {
        List<String> known = book.filterKnown(cited);
        known.forEach(node.putArray("evidence")::add);
        node.put("supported", !known.isEmpty());
    }

    private static void putEvidence(ObjectNode json, EvidenceBook book) {
        ArrayNode array = json.putArray("evidence");
        for (EvidenceItem evidence : book.items()) {
            array.addObject()
                    .put("id", evidence.id())
                    .put("call", evidence.call())
                    .put("agent", evidence.agent())
                    .put("query", evidence.query())
                    .put("finding", evidence.finding());
        }
    }

    private void compare(Findings findings) {
        List<String> model = conclusion.causes().stream().map(Conclusion.Cause::entity).toList();
        List<String> ours = findings.causes();
        boolean agrees =
                conclusion.verdict().equals(findings.verdict())
                        && model.stream().limit(1).toList().equals(ours.stream().limit(1).toList());
        ObjectNode node = json.putObject("investigator");
        node.put("verdict", findings.verdict());
        node.set("root_causes", findings.diagnosis().path("root_causes").deepCopy());
        node.put("agrees", agrees);
        intersect(model, ours).forEach(node.putArray("agreed")::add);
        subtract(model, ours).forEach(node.putArray("only_model")::add);
        subtract(ours, model).forEach(node.putArray("only_investigator")::add);
        List<String> affectedByModel =
                conclusion.affected().stream().map(Conclusion.Affected::entity).toList();
        ObjectNode affected = node.putObject("affected");
        intersect(affectedByModel, findings.affected()).forEach(affected.putArray("agreed")::add);
        subtract(affectedByModel, findings.affected())
                .forEach(affected.putArray("only_model")::add);
        subtract(findings.affected(), affectedByModel)
                .forEach(affected.putArray("only_investigator")::add);
        json.put("agreement", agrees ? "agree" : "disagree");
        json.put("time", findings.diagnosis().path("time").asString(findings.asOf().toString()));
        if (agrees) {
            json.set("propagation", findings.diagnosis().path("propagation").deepCopy());
            json.set("impact", findings.diagnosis().path("impact").deepCopy());
        }
    }

    private static List<String> intersect(List<String> a, List<String> b) {
        return a.stream().filter(b::contains).distinct().toList();
    }

    private static List<String> subtract(List<String> a, List<String> b) {
        List<String> left = new ArrayList<>(a);
        left.removeAll(b);
        return left.stream().distinct().toList();
    }
}
