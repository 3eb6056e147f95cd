package dev.nocturne.server.orchestrators;

import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.investigator.Analysts;
import dev.nocturne.investigator.Opinion;
import dev.nocturne.investigator.action.Dispatch;
import dev.nocturne.investigator.action.Orders;
import dev.nocturne.llm.grounding.Findings;
import dev.nocturne.llm.grounding.FindingsSource;
import dev.nocturne.llm.lead.FieldDispatch;
import dev.nocturne.scenario.Scenario;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Gives the model-driven orchestrator the findings of the built-in investigator. */
final class SecondOpinion implements FindingsSource, FieldDispatch {
    private final Function<String, Optional<Scenario>> packs;
    private final Analysts analysts;
    private final Supplier<UUID> ids;

    /** {@code ids}: for dispatch orders. */
    SecondOpinion(
            Function<String, Optional<Scenario>> packs, Analysts analysts, Supplier<UUID> ids) {
        this.packs = packs;
        this.analysts = analysts;
        this.ids = ids;
    }

    @Override
    public Optional<Findings> of(String scenario, String alert) throws InterruptedException {
        Optional<Scenario> pack = packs.apply(scenario);
        if (pack.isEmpty()) {
            return Optional.empty();
        }
        Opinion opinion = Opinion.of(analysts.of(pack.get()), alert);
        return Optional.of(new Findings(opinion.diagnosis(), opinion.report(), opinion.raised()));
    }

    @Override
    public boolean possible(String scenario) {
        return packs.apply(scenario).filter(pack -> !pack.roster().isEmpty()).isPresent();
    }

    @Override
    public Optional<Order> plan(
            String scenario, String alert, String entity, String urgency, String summary)
            throws ToolFailure, InterruptedException {
        Scenario pack =
                packs.apply(scenario)
                        .orElseThrow(() ->
                                new ToolFailure(
                                        "scenario_gone",
                                        "The scenario " + scenario + " is not loaded any more."));
        return Opinion.dispatch(analysts.of(pack), alert, entity)
                .map(dispatch -> order(dispatch, urgency, summary));
    }

    private Order order(Dispatch dispatch, String urgency, String summary) {
        ObjectNode action = Orders.action(dispatch, ids.get().toString());
        action.put("urgency", urgency);
        action.put("email_subject", urgency + ": " + dispatch.description());
        action.put("email_body", summary + "\n\n" + dispatch.body());
        return new Order(Orders.words(dispatch), action);
    }
}
