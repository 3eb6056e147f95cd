package dev.nocturne.scenarios.telecom;

import dev.nocturne.scenarios.Answer;
import dev.nocturne.scenarios.Answer.Affected;
import dev.nocturne.scenarios.Answer.Impact;
import dev.nocturne.scenarios.Answer.SharedRisk;
import dev.nocturne.scenarios.Answer.Verdict;
import dev.nocturne.scenarios.telecom.Outage.ServiceState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The right answers, from the topology and the times alone. */
final class TelecomAnswers {
    private static final Impact NO_IMPACT = new Impact(0, 0, 0, 0, Sla.CURRENCY);

    private final Topology topology;
    private final Outage cut;

    TelecomAnswers(Topology topology, Outage cut) {
        this.topology = topology;
        this.cut = cut;
    }

    List<Answer> all() {
        return List.of(cut(), degradation(), noFault());
    }

    private Answer cut() {
        List<Service> down = cut.servicesIn(ServiceState.DOWN);
        List<Service> degraded = cut.servicesIn(ServiceState.ON_BACKUP);
        List<Service> unprotected = cut.servicesIn(ServiceState.UNPROTECTED);
        List<Affected> affected = new ArrayList<>();
        down.forEach(s -> affected.add(new Affected(s.id(), "Service", "down")));
        degraded.forEach(s -> affected.add(new Affected(s.id(), "Service", "degraded")));
        unprotected.forEach(s -> affected.add(new Affected(s.id(), "Service", "at_risk")));
        List<String> names = new ArrayList<>(List.of(cut.failed(), conduit(cut.failed())));
        Stream.concat(down.stream(), degraded.stream()).forEach(s -> names.add(s.id()));
        return new Answer(
                "default_alert",
                TelecomAlerts.CUT,
                TelecomTimes.CUT_ALERT,
                Verdict.FAULT,
                List.of(cut.failed()),
                cut.when().from(),
                names,
                List.of("AGG-JOR-1", "PORT-GRA-JOR-1-B", TelecomTimes.LATE_NODE),
                affected,
                impact(down, degraded),
                Stream.concat(down.stream(), degraded.stream()).flatMap(this::sharedRisk).toList(),
                List.of("The first alarms come from AGG-JOR-1, which has no part in it."));
    }

    private Answer degradation() {
        return new Answer(
                "slow_degradation_alert",
                TelecomAlerts.DEGRADATION,
                TelecomTimes.DEGRADATION_ALERT,
                Verdict.FAULT,
                List.of(TelecomTimes.WEAK_AMPLIFIER),
                TelecomTimes.PUMP_AGEING.when().from(),
                List.of(TelecomTimes.WEAK_AMPLIFIER, TelecomTimes.WEAK_LINK, "SVC-10"),
                List.of(TelecomTimes.CUT_LINK, TelecomTimes.LATE_NODE),
                carriedByWeakLink(),
                NO_IMPACT,
                List.of(),
                List.of(
                        "The repaired link OPT-AST-BRN-1 has been at its usual level since the repair."));
    }

    private Answer noFault() {
        return new Answer(
                "stale_alarms_alert",
                TelecomAlerts.NO_FAULT,
                TelecomTimes.NO_FAULT_ALERT,
                Verdict.NO_FAULT,
                List.of(),
                TelecomTimes.NO_FAULT_ALERT,
                List.of("OPT-GRA-JOR-1"),
                List.of(TelecomTimes.CUT_LINK, TelecomTimes.LATE_NODE),
                List.of(),
                NO_IMPACT,
                List.of(),
                List.of(
                        "Light on OPT-GRA-JOR-1 is at its usual level.",
                        "SVC-12 is available all the time."));
    }

    private List<Affected> carriedByWeakLink() {
        return topology.services().stream()
                .filter(s -> s.primary().ipLinks().contains(TelecomTimes.WEAK_IP_LINK))
                .map(s -> new Affected(s.id(), "Service", "at_risk"))
                .toList();
    }

    private Impact impact(List<Service> down, List<Service> degraded) {
        List<Service> suffering = Stream.concat(down.stream(), degraded.stream()).toList();
        return new Impact(
                suffering.size(),
                suffering.stream().mapToLong(Service::customers).sum(),
                suffering.stream().mapToLong(Service::users).sum(),
                down.stream().mapToLong(s -> topology.slaOf(s).penaltyPerHour()).sum(),
                Sla.CURRENCY);
    }

    /** The optical links and conduits that both paths of the service need. */
    private Stream<SharedRisk> sharedRisk(Service service) {
        return service.backup().stream()
                .map(b -> risk(service, b, shared(service.primary(), b)))
                .filter(risk -> !risk.shared().isEmpty());
    }

    private static SharedRisk risk(Service service, ServicePath backup, List<String> shared) {
        return new SharedRisk(service.id(), service.primary().id(), backup.id(), shared);
    }

    private List<String> shared(ServicePath primary, ServicePath backup) {
        List<String> shared = new ArrayList<>(risks(primary));
        shared.retainAll(risks(backup));
        return shared;
    }

    private List<String> risks(ServicePath path) {
        List<String> links = topology.opticalLinksOf(path);
        return Stream.concat(links.stream(), links.stream().map(this::conduit)).distinct().toList();
    }

    private String conduit(String opticalLink) {
        return topology.opticalLink(opticalLink).conduit();
    }
}
