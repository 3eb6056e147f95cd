package dev.nocturne.scenarios.telecom;

import dev.nocturne.scenarios.CsvTable;
import dev.nocturne.scenarios.PackFiles;
import dev.nocturne.scenarios.TextTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The entities as CSV files; {@link RelationTables} writes how they hang together. */
final class TopologyTables {
    private static final int SHIFT_DAYS = 3;

    private final Topology topology;
    private final PackFiles files;

    TopologyTables(Topology topology, PackFiles files) {
        this.topology = topology;
        this.files = files;
    }

    void write() {
        plain("DimSite", TopologyText.SITES, "SiteId", "Name", "Kind", "Latitude", "Longitude");
        plain("DimNode", TopologyText.NODES, "NodeId", "Role", "SiteId", "Model");
        plain("DimConduit", TopologyText.CONDUITS, "ConduitId", "Name", "Kind", "Owner");
        plain(
                "DimAmplifier",
                TopologyText.AMPLIFIERS,
                "AmplifierId",
                "OpticalLinkId",
                "Kilometre",
                "Latitude",
                "Longitude",
                "NominalPumpCurrentMa");
        plain(
                "DimDepot",
                TopologyText.DEPOTS,
                "DepotId",
                "Name",
                "Latitude",
                "Longitude",
                "Address");
        opticalLinks();
        ipLinks();
        ports();
        paths();
        services();
        slas();
        sensors();
        engineers();
    }

    private void plain(String name, String block, String... columns) {
        CsvTable table = new CsvTable(name, columns);
        TextTable.rows(columns.length, block).forEach(row -> table.row(row.toArray()));
        files.addEntities(table);
    }

    private void opticalLinks() {
        CsvTable table =
                new CsvTable(
                        "DimOpticalLink",
                        "OpticalLinkId",
                        "SiteA",
                        "SiteB",
                        "ConduitId",
                        "LengthKm");
        for (OpticalLink link : topology.opticalLinks()) {
            table.row(
                    link.id(), link.siteA(), link.siteB(), link.conduit(), (int) link.kilometres());
        }
        files.addEntities(table);
    }

    private void ipLinks() {
        CsvTable table = new CsvTable("DimIpLink", "IpLinkId", "NodeA", "NodeB", "CapacityGbps");
        for (IpLink link : topology.ipLinks()) {
            table.row(link.id(), link.nodeA(), link.nodeB(), (int) link.capacityGbps());
        }
        files.addEntities(table);
    }

    private void ports() {
        CsvTable table = new CsvTable("DimPort", "PortId", "NodeId", "IpLinkId", "SpeedGbps");
        for (IpLink link : topology.ipLinks()) {
            table.row(link.portA(), link.nodeA(), link.id(), (int) link.capacityGbps());
            table.row(link.portB(), link.nodeB(), link.id(), (int) link.capacityGbps());
        }
        files.addEntities(table);
    }

    private void paths() {
        CsvTable table = new CsvTable("DimPath", "PathId", "ServiceId", "Role", "Hops");
        for (ServicePath path : topology.paths()) {
            table.row(path.id(), path.serviceId(), path.role(), path.ipLinks().size());
        }
        files.addEntities(table);
    }

    private void services() {
        CsvTable table =
                new CsvTable(
                        "DimService",
                        "ServiceId",
                        "ServiceType",
                        "CustomerName",
                        "CustomerCount",
                        "ActiveUsers");
        for (Service service : topology.services()) {
            table.row(
                    service.id(),
                    service.type(),
                    service.customer(),
                    service.customers(),
                    service.users());
        }
        files.addEntities(table);
    }

    private void slas() {
        CsvTable table =
                new CsvTable(
                        "DimSlaPolicy",
                        "SlaId",
                        "ServiceId",
                        "Tier",
                        "AvailabilityPct",
                        "PenaltyPerHour",
                        "Currency",
                        "PenaltyTrigger");
        for (Sla sla : topology.slas()) {
            table.row(
                    sla.id(),
                    sla.serviceId(),
                    sla.tier(),
                    sla.availabilityPct(),
                    sla.penaltyPerHour(),
                    Sla.CURRENCY,
                    Sla.TRIGGER);
        }
        files.addEntities(table);
    }

    private void sensors() {
        CsvTable table =
                new CsvTable(
                        "DimSensor",
                        "SensorId",
                        "Kind",
                        "Unit",
                        "NormalReading",
                        "Latitude",
                        "Longitude",
                        "Place");
        for (Sensor sensor : topology.sensors()) {
            table.row(
                    sensor.id(),
                    sensor.kind(),
                    sensor.unit(),
                    sensor.normal(),
                    sensor.latitude(),
                    sensor.longitude(),
                    sensor.place());
        }
        files.addEntities(table);
    }

    private void engineers() {
        CsvTable table =
                new CsvTable(
                        "DimEngineer",
                        "EngineerId",
                        "Name",
                        "Email",
                        "Phone",
                        "Skills",
                        "DepotId",
                        "Shifts");
        for (List<String> row : TextTable.rows(6, TopologyText.ENGINEERS)) {
            String email = row.get(1).toLowerCase(Locale.ROOT).replace(' ', '.');
            table.row(
                    row.get(0),
                    row.get(1),
                    email + "@norrlight.example",
                    row.get(3),
                    row.get(2),
                    row.get(4),
                    shifts(row.get(5)));
        }
        files.addEntities(table);
    }

    /** The same hours (UTC) on each day of the pack. */
    private static String shifts(String hours) {
        LocalDate first = TelecomTimes.FIRST_DAY;
        List<String> shifts = new ArrayList<>();
        for (int day = 0; day < SHIFT_DAYS; day++) {
            shifts.add(first.plusDays(day) + " " + hours);
        }
        return String.join("; ", shifts);
    }
}
