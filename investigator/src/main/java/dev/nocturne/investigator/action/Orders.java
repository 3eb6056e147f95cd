package dev.nocturne.investigator.action;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Dispatch orders as the {@code action} of the contract. */
public final class Orders {
    private Orders() {}

    /** The order without its time. {@code about}: makes its id unique. */
    public static ObjectNode action(Dispatch d, String about) {
        ObjectNode action = JsonNodeFactory.instance.objectNode();
        action.put("status", "dispatched");
        action.put("dispatch_id", "DSP-" + about + "-" + d.engineer());
        action.putObject("engineer")
                .put("name", d.name())
                .put("email", d.email())
                .put("phone", d.phone());
        action.putObject("destination")
                .put("description", d.description())
                .put("latitude", d.latitude())
                .put("longitude", d.longitude())
                .put("maps_link", d.mapsLink());
        action.put("urgency", d.urgency());
        d.sensors().forEach(action.putArray("sensor_ids")::add);
        action.put("email_subject", d.subject());
        action.put("email_body", d.body());
        return action;
    }

    /** What was done, for the answer. */
    public static String words(Dispatch d) {
        return "Draft dispatch order for " + d.name() + " (" + d.reason() + "). Nothing was sent.";
    }
}
