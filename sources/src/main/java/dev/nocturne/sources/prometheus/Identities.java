package dev.nocturne.sources.prometheus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which entity a series or a name stands for.
 *
 * <p>A service is the value of its label, and the whole of its instances; a service with a single
 * instance is one entity. A database has the name by which others call it: {@code pg-main} rather
 * than {@code postgres}, the job of its exporter.
 */
final class Identities {
    private static final Pattern HOST = Pattern.compile("([^/:]+|\\[[0-9a-fA-F:]+]):\\d+");

    /** An address that no entity has is no name; a change of what asks it says which it is. */
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}(:\\d+)?|\\[[0-9a-fA-F:]+](:\\d+)?");

    private final Map<String, Known> byId = new LinkedHashMap<>();
    private final Map<String, String> byName = new HashMap<>();
    private final Map<String, String> bySeries = new HashMap<>();
    private final List<String> serviceLabels;
    private final List<String> instanceLabels;

    private Identities(List<String> serviceLabels, List<String> instanceLabels) {
        this.serviceLabels = serviceLabels;
        this.instanceLabels = instanceLabels;
    }

    /**
     * The entities that these label sets show.
     *
     * @param rules what an operator says
     * @param labelSets of series that are measured at entities
     * @param peers names by which entities are called by others
     * @param databases those of them that are databases
     */
    static Identities of(
            EntityRules rules,
            Collection<Map<String, String>> labelSets,
            Set<String> peers,
            Set<String> databases) {
        List<String> service = new ArrayList<>(rules.labels());
        LabelWords.SERVICE.stream().filter(l -> !service.contains(l)).forEach(service::add);
        Identities identities = new Identities(service, LabelWords.INSTANCE);
        identities.readSeries(labelSets, databases);
        identities.readPeers(rules, peers, databases);
        return identities;
    }

    private record Service(String label, String value) {}

    private record Instance(String label, String value) {}

    private void readSeries(Collection<Map<String, String>> labelSets, Set<String> databases) {
        Map<String, Map<Instance, Service>> services = new TreeMap<>();
        for (Map<String, String> labels : labelSets) {
            service(labels)
                    .ifPresent(service -> {
                        Map<Instance, Service> instances =
                                services.computeIfAbsent(
                                        service.value(), s -> new LinkedHashMap<>());
                        instance(labels).ifPresent(instance -> instances.put(instance, service));
                        if (instances.isEmpty()) {
                            instances.put(new Instance("", ""), service);
                        } else if (instances.size() > 1) {
                            instances.remove(new Instance("", ""));
                        }
                    });
        }
        services.forEach((name, instances) -> {
            Service service = instances.values().iterator().next();
            if (instances.size() == 1) {
                single(service, instances.keySet().iterator().next(), databases);
            } else {
                several(service, instances.keySet());
            }
        });
    }

    private void single(Service service, Instance instance, Set<String> databases) {
        Set<String> names = new TreeSet<>(Set.of(service.value()));
        String id = service.value();
        if (!instance.value().isEmpty()) {
            names.add(instance.value());
            host(instance.value()).ifPresent(names::add);
            id = names.stream().filter(databases::contains).findFirst().orElse(id);
        }
        add(
                new Known(
                        free(id, service.value()),
                        "service",
                        Optional.of(new Known.Own(service.label(), service.value(), "", "")),
                        Optional.empty(),
                        names));
        bySeries.put(service.value(), byName.get(service.value()));
    }

    private void several(Service service, Set<Instance> instances) {
        boolean areProbes = instances.stream().allMatch(i -> i.value().contains("://"));
        String whole = free(service.value(), service.value());
        if (!areProbes) {
            add(
                    new Known(
                            whole,
                            "service",
                            Optional.of(new Known.Own(service.label(), service.value(), "", "")),
                            Optional.empty(),
                            Set.of(service.value())));
            bySeries.put(service.value(), whole);
        }
        for (Instance instance : instances) {
            Set<String> names = new TreeSet<>(Set.of(instance.value()));
            Optional<String> host = host(instance.value());
            host.ifPresent(names::add);
            names.add(service.value() + "/" + instance.value());
            String id =
                    free(host.orElse(instance.value()), service.value() + "/" + instance.value());
            add(
                    new Known(
                            id,
                            areProbes ? "probe" : "instance",
                            Optional.of(
                                    new Known.Own(
                                            service.label(),
                                            service.value(),
                                            instance.label(),
                                            instance.value())),
                            areProbes ? Optional.empty() : Optional.of(whole),
                            names));
            bySeries.put(service.value() + "\n" + instance.value(), id);
        }
    }

    /** The id, or the longer one if another entity has it. */
    private String free(String id, String longer) {
        return byId.containsKey(id) ? longer : id;
    }

    private void add(Known known) {
        byId.put(known.id(), known);
        for (String name : known.names()) {
            byName.merge(name, known.id(), (a, b) -> a.equals(b) ? a : "");
        }
        byName.put(known.id(), known.id());
    }

    private void readPeers(EntityRules rules, Set<String> peers, Set<String> databases) {
        rules.same()
                .forEach((id, others) -> {
                    Set<String> all = new LinkedHashSet<>(others);
                    all.add(id);
                    Optional<String> known =
                            all.stream().map(this::resolve).flatMap(Optional::stream).findFirst();
                    known.ifPresent(target -> all.forEach(name -> byName.put(name, target)));
                });
        for (String peer : new TreeSet<>(peers)) {
            Optional<String> id = resolve(peer);
            if (id.isEmpty()) {
                if (ADDRESS.matcher(peer).matches()) {
                    continue;
                }
                add(
                        new Known(
                                peer,
                                databases.contains(peer) ? "database" : "external",
                                Optional.empty(),
                                Optional.empty(),
                                Set.of(peer)));
            } else if (databases.contains(peer)) {
                get(id.get()).ifPresent(known -> byId.put(known.id(), known.of("database")));
            }
        }
    }

    private static Optional<String> host(String instance) {
        Matcher matcher = HOST.matcher(instance);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The part of {@code host:port} that is the host; a text of another form as it is. */
    static String hostOf(String instance) {
        return host(instance).orElse(instance);
    }

    private Optional<Service> service(Map<String, String> labels) {
        return first(serviceLabels, labels).map(l -> new Service(l, labels.getOrDefault(l, "")));
    }

    private Optional<Instance> instance(Map<String, String> labels) {
        return first(instanceLabels, labels).map(l -> new Instance(l, labels.getOrDefault(l, "")));
    }

    private static Optional<String> first(List<String> labels, Map<String, String> of) {
        return labels.stream().filter(l -> !of.getOrDefault(l, "").isEmpty()).findFirst();
    }

    /** The entity at which a series with these labels is measured. */
    Optional<String> measured(Map<String, String> labels) {
        return service(labels)
                .flatMap(service -> {
                    String own = instance(labels).map(Instance::value).orElse("");
                    String id = bySeries.get(service.value() + "\n" + own);
                    return Optional.ofNullable(id != null ? id : bySeries.get(service.value()));
                });
    }

    /** The entity that is so called, by itself or by its host. */
    Optional<String> resolve(String name) {
        String id = byName.getOrDefault(name, "");
        if (!id.isEmpty()) {
            return Optional.of(id);
        }
        String ofHost = host(name).map(h -> byName.getOrDefault(h, "")).orElse("");
        return ofHost.isEmpty() ? Optional.empty() : Optional.of(ofHost);
    }

    Collection<Known> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    Optional<Known> get(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Labels of a family by which its series are split by entity. */
    Set<String> identityLabels(Family family) {
        Set<String> labels = new TreeSet<>();
        serviceLabels.stream().filter(family::has).forEach(labels::add);
        instanceLabels.stream().filter(family::has).forEach(labels::add);
        return labels;
    }

    /** Labels that name a service or an instance anywhere. */
    Set<String> identityLabels() {
        Set<String> labels = new HashSet<>(serviceLabels);
        labels.addAll(instanceLabels);
        return labels;
    }
}
