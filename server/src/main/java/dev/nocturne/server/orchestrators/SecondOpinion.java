package dev.nocturne.server.orchestrators;

import dev.nocturne.core.run.ToolFailure;
import dev.nocturne.environment.Environment;
import dev.nocturne.investigator.Opinion;
import dev.nocturne.investigator.action.Dispatch;
import dev.nocturne.investigator.action.Orders;
import dev.nocturne.llm.grounding.Findings;
import dev.nocturne.llm.grounding.FindingsSource;
import dev.nocturne.llm.lead.FieldDispatch;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Gives the model-driven orchestrator the findings of the built-in investigator. */
final class SecondOpinion implements FindingsSource, FieldDispatch {
    private final Function<String, Optional<Environment>> environments;
    private final Supplier<UUID> ids;

    /** {@code ids}: for dispatch orders. */
    SecondOpinion(Function<String, Optional<Environment>> environments, Supplier<UUID> ids) {
        this.environments = environments;
        this.ids = ids;
    }

    @Override
    public Optional<Findings> of(String name, String alert) throws InterruptedException {
        Optional<Environment> environment = environments.apply(name);
        if (environment.isEmpty()) {
            return Optional.empty();
        }
        Opinion opinion = Opinion.of(environment.get(), alert);
        return Optional.of(new Findings(opinion.diagnosis(), opinion.report(), opinion.raised()));
    }

    @Override
    public boolean possible(String name) {
        return environments.apply(name).filter(Opinion::canSend).isPresent();
    }

    @Override
    public Optional<Order> plan(
            String name, String alert, String entity, String urgency, String summary)
            throws ToolFailure, InterruptedException {
        Environment environment =
                environments
                        .apply(name)
                        .orElseThrow(() ->
                                new ToolFailure(
                                        "environment_gone",
                                        "The environment " + name + " is not loaded any more."));
        return Opinion.dispatch(environment, alert, entity)
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
