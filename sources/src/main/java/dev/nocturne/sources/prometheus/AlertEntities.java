package dev.nocturne.sources.prometheus;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an alert is about: what its labels name, else what exports the metrics of its condition. */
final class AlertEntities {
    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    /** A metric that more services export says nothing of which one is meant. */
    private static final int MAX_EXPORTERS = 2;

    private final Catalogue catalogue;
    private final List<ApiRule> rules;

    AlertEntities(Catalogue catalogue, List<ApiRule> rules) {
        this.catalogue = catalogue;
        this.rules = List.copyOf(rules);
    }

    /** What an alert with these labels is about. */
    Optional<String> of(Map<String, String> labels) {
        Optional<String> measured = catalogue.identities().measured(labels);
        if (measured.isPresent()) {
            return measured;
        }
        for (String label : catalogue.peers().labels()) {
            Optional<String> peer =
                    Optional.ofNullable(labels.get(label)).flatMap(catalogue.identities()::resolve);
            if (peer.isPresent()) {
                return peer;
            }
        }
        Set<String> exporters = exporters(labels.getOrDefault("alertname", ""));
        return exporters.size() == 1 ? exporters.stream().findFirst() : Optional.empty();
    }

    /** The services that export the metrics of the rule's condition, if they are few. */
    Set<String> exporters(String alertname) {
        Set<String> found = new LinkedHashSet<>();
        for (ApiRule rule : rules) {
            if (rule.name().equals(alertname)) {
                found.addAll(exportersOf(rule.expression()));
            }
        }
        return found;
    }

    /** The services that export the metrics of the expression, if they are few. */
    Set<String> exportersOf(String expression) {
        Set<String> words = new LinkedHashSet<>();
        Matcher matcher = METRIC.matcher(expression);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        Set<String> found = new LinkedHashSet<>();
        for (Family family : catalogue.families()) {
            boolean isAsked =
                    words.stream()
                            .anyMatch(word ->
                                    word.equals(family.name())
                                            || word.matches(
                                                    Pattern.quote(family.name())
                                                            + "_(bucket|count|sum)"));
            if (isAsked) {
                for (String label : LabelWords.SERVICE) {
                    family.values(label)
                            .forEach(value ->
                                    catalogue.identities().resolve(value).ifPresent(found::add));
                }
            }
        }
        return found.size() > MAX_EXPORTERS ? Set.of() : found;
    }
}
