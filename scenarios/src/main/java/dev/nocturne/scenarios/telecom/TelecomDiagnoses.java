package dev.nocturne.scenarios.telecom;

import dev.nocturne.scenarios.ExpectedDiagnosis;
import dev.nocturne.scenarios.ExpectedDiagnosis.Affected;
import dev.nocturne.scenarios.ExpectedDiagnosis.Impact;
import dev.nocturne.scenarios.ExpectedDiagnosis.SharedRisk;
import dev.nocturne.scenarios.ExpectedDiagnosis.Verdict;
import dev.nocturne.scenarios.telecom.Outage.ServiceState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The correct diagnoses, computed from the network and the times alone. */
final class TelecomDiagnoses {
    private static final Impact NO_IMPACT = new Impact(0, 0, 0, 0, ServiceSla.CURRENCY);

    private final Network network;
    private final Outage cut;

    TelecomDiagnoses(Network network, Outage cut) {
        this.network = network;
        this.cut = cut;
    }

    List<ExpectedDiagnosis> compute() {
        return List.of(cut(), degradation(), noFault());
    }

    private ExpectedDiagnosis cut() {
        List<Service> down = cut.servicesIn(ServiceState.DOWN);
        List<Service> degraded = cut.servicesIn(ServiceState.ON_BACKUP);
        List<Service> unprotected = cut.servicesIn(ServiceState.UNPROTECTED);
        List<Affected> affected = new ArrayList<>();
        down.forEach(s -> affected.add(new Affected(s.id(), "Service", "down")));
        degraded.forEach(s -> affected.add(new Affected(s.id(), "Service", "degraded")));
        unprotected.forEach(s -> affected.add(new Affected(s.id(), "Service", "at_risk")));
        List<String> names = new ArrayList<>(List.of(cut.failed(), conduit(cut.failed())));
        Stream.concat(down.stream(), degraded.stream()).forEach(s -> names.add(s.id()));
        return new ExpectedDiagnosis(
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
                Stream.concat(down.stream(), degraded.stream())
                        .flatMap(this::findSharedRisk)
                        .toList(),
                List.of("The first alarms come from AGG-JOR-1, which has no part in it."));
    }

    private ExpectedDiagnosis degradation() {
        return new ExpectedDiagnosis(
                "slow_degradation_alert",
                TelecomAlerts.DEGRADATION,
                TelecomTimes.DEGRADATION_ALERT,
                Verdict.FAULT,
                List.of(TelecomTimes.WEAK_AMPLIFIER),
                TelecomTimes.PUMP_AGEING.when().from(),
                List.of(TelecomTimes.WEAK_AMPLIFIER, TelecomTimes.WEAK_LINK, "SVC-10"),
                List.of(TelecomTimes.CUT_LINK, TelecomTimes.LATE_NODE),
                findServicesOnWeakLink(),
                NO_IMPACT,
                List.of(),
                List.of(
                        "The repaired link OPT-AST-BRN-1 has been at its usual level since the repair."));
    }

    private ExpectedDiagnosis noFault() {
        return new ExpectedDiagnosis(
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

    private List<Affected> findServicesOnWeakLink() {
        return network.services().stream()
                .filter(s -> s.primary().ipLinks().contains(TelecomTimes.WEAK_IP_LINK))
                .map(s -> new Affected(s.id(), "Service", "at_risk"))
                .toList();
    }

    private Impact impact(List<Service> down, List<Service> degraded) {
        List<Service> affected = Stream.concat(down.stream(), degraded.stream()).toList();
        return new Impact(
                affected.size(),
                affected.stream().mapToLong(Service::customers).sum(),
                affected.stream().mapToLong(Service::users).sum(),
                down.stream().mapToLong(s -> network.findSla(s).penaltyPerHour()).sum(),
                ServiceSla.CURRENCY);
    }

    /** The optical links and conduits that both paths of the service need. */
    private Stream<SharedRisk> findSharedRisk(Service service) {
        return service.backup().stream()
                .map(b -> risk(service, b, findShared(service.primary(), b)))
                .filter(risk -> !risk.shared().isEmpty());
    }

    private static SharedRisk risk(Service service, ServicePath backup, List<String> shared) {
        return new SharedRisk(service.id(), service.primary().id(), backup.id(), shared);
    }

    private List<String> findShared(ServicePath primary, ServicePath backup) {
        List<String> shared = new ArrayList<>(findRisks(primary));
        shared.retainAll(findRisks(backup));
        return shared;
    }

    private List<String> findRisks(ServicePath path) {
        List<String> links = network.opticalLinksOf(path);
        return Stream.concat(links.stream(), links.stream().map(this::conduit)).distinct().toList();
    }

    private String conduit(String opticalLink) {
        return network.opticalLink(opticalLink).conduit();
    }
}
