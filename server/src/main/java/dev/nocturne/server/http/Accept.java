package dev.nocturne.server.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Content negotiation by {@code Accept} and {@code Accept-Encoding} (RFC 9110, 12.5). Parameters
 * other than the weight are ignored. So is an element that is malformed, as the RFC lets a server
 * ignore the whole header. Jetty's parser of such headers throws on some of them.
 */
public final class Accept {
    /** Quoted values of parameters, which may contain commas. */
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"");

    /** A media range or coding, then its parameters. */
    private static final Pattern ELEMENT =
            Pattern.compile("\\s*([!#$%&'*+./0-9A-Za-z^_`|~-]++)\\s*((?:;[^\"]*+)?)");

    private static final Pattern WEIGHT =
            Pattern.compile("(?i);\\s*q\\s*=\\s*([^;\\s]*)\\s*(?=;|$)");

    /** Also in the form {@code .2}, which the JDK's own old client sends. */
    private static final Pattern NUMBER = Pattern.compile("[01](?:\\.[0-9]{0,9})?|\\.[0-9]{1,9}");

    private record Element(String name, double weight, int position) {}

    private record Choice(String offer, Element element) {}

    private Accept() {}

    /**
     * The offered media type that the client prefers; the first one without a preference. Empty
     * when it accepts none.
     */
    public static Optional<String> best(@Nullable String accept, List<String> offers) {
        List<Element> elements = parse(accept);
        if (elements.isEmpty()) {
            return Optional.of(offers.getFirst());
        }
        List<Choice> choices = new ArrayList<>();
        for (String offer : offers) {
            elements.stream()
                    .filter(element -> covers(element.name(), offer))
                    .min(Comparator.comparingInt(element -> wildcards(element.name())))
                    .filter(element -> element.weight() > 0)
                    .ifPresent(element -> choices.add(new Choice(offer, element)));
        }
        return choices.stream()
                .min(
                        Comparator.comparingDouble((Choice c) -> -c.element().weight())
                                .thenComparingInt(c -> c.element().position()))
                .map(Choice::offer);
    }

    /** Whether an {@code Accept-Encoding} header lists the coding by name. */
    public static boolean lists(@Nullable String acceptEncoding, String coding) {
        return parse(acceptEncoding).stream()
                .anyMatch(element -> element.name().equals(coding) && element.weight() > 0);
    }

    private static List<Element> parse(@Nullable String header) {
        List<Element> elements = new ArrayList<>();
        if (header == null) {
            return elements;
        }
        for (String text : QUOTED.matcher(header).replaceAll("_").split(",", -1)) {
            Matcher element = ELEMENT.matcher(text);
            if (element.matches()) {
                String name = element.group(1).toLowerCase(Locale.ROOT);
                weight(element.group(2))
                        .ifPresent(w -> elements.add(new Element(name, w, elements.size())));
            }
        }
        return elements;
    }

    /** The weight among the parameters, 1 without one; empty where it is no weight. */
    private static OptionalDouble weight(String parameters) {
        Matcher weight = WEIGHT.matcher(parameters);
        String text = weight.find() ? weight.group(1) : "1";
        if (!NUMBER.matcher(text).matches() || Double.parseDouble(text) > 1) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Double.parseDouble(text));
    }

    private static int wildcards(String range) {
        return range.equals("*/*") ? 2 : range.endsWith("/*") ? 1 : 0;
    }

    private static boolean covers(String range, String offer) {
        return range.equals("*/*")
                || range.equals(offer)
                || (range.endsWith("/*")
                        && offer.startsWith(range.substring(0, range.length() - 1)));
    }
}
