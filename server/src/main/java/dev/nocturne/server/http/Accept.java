package dev.nocturne.server.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.jspecify.annotations.Nullable;

/** Content negotiation among a few media types (RFC 9110, 12.5.1; parameters are ignored). */
public final class Accept {
    private Accept() {}

    /**
     * The offer that the client prefers; the first one without a preference. Empty when it accepts
     * none.
     */
    public static Optional<String> best(@Nullable String accept, List<String> offers) {
        if (accept == null || accept.isBlank()) {
            return Optional.of(offers.getFirst());
        }
        QuotedQualityCSV ranges = new QuotedQualityCSV();
        ranges.addValue(accept);
        for (String range : ranges.getValues()) {
            Optional<String> match = offers.stream().filter(o -> covers(range, o)).findFirst();
            if (match.isPresent()) {
                return match;
            }
        }
        return Optional.empty();
    }

    private static boolean covers(String range, String offer) {
        int parameters = range.indexOf(';');
        String type =
                (parameters < 0 ? range : range.substring(0, parameters))
                        .strip()
                        .toLowerCase(Locale.ROOT);
        return type.equals("*/*")
                || type.equals(offer)
                || (type.endsWith("/*") && offer.startsWith(type.substring(0, type.length() - 1)));
    }
}
