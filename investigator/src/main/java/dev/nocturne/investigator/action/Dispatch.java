package dev.nocturne.investigator.action;

import java.util.List;
import java.util.Locale;

/**
 * Whom to send where. Only an order on paper: nothing is sent.
 *
 * @param engineer id in the roster
 * @param depot id of the depot, empty when the roster names none
 * @param sensors that tell of the place
 * @param reason why this engineer
 */
public record Dispatch(
        String engineer,
        String name,
        String email,
        String phone,
        String depot,
        String description,
        double latitude,
        double longitude,
        String urgency,
        List<String> sensors,
        String reason,
        String subject,
        String body) {
    public Dispatch {
        sensors = List.copyOf(sensors);
    }

    public String mapsLink() {
        return String.format(
                Locale.ROOT,
                "https://www.openstreetmap.org/?mlat=%.5f&mlon=%.5f",
                latitude,
                longitude);
    }
}
