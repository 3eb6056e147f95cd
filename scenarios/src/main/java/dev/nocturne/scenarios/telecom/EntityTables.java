package dev.nocturne.scenarios.telecom;

import dev.nocturne.scenarios.CsvTable;
import dev.nocturne.scenarios.GeneratedFiles;
import dev.nocturne.scenarios.TextTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the entities as CSV files; {@link RelationTables} writes their relations. */
final class EntityTables {
    private static final int SHIFT_DAYS = 3;

    private final Network network;
    private final GeneratedFiles files;

    EntityTables(Network network, GeneratedFiles files) {
        this.network = network;
        this.files = files;
    }

    void write() {
        writeBlock("DimSite", NetworkText.SITES, "SiteId", "Name", "Kind", "Latitude", "Longitude");
        writeBlock("DimNode", NetworkText.NODES, "NodeId", "Role", "SiteId", "Model");
        writeBlock("DimConduit", NetworkText.CONDUITS, "ConduitId", "Name", "Kind", "Owner");
        writeBlock(
                "DimAmplifier",
                NetworkText.AMPLIFIERS,
                "AmplifierId",
                "OpticalLinkId",
                "Kilometre",
                "Latitude",
                "Longitude",
                "NominalPumpCurrentMa");
        writeBlock(
                "DimDepot",
                NetworkText.DEPOTS,
                "DepotId",
                "Name",
                "Latitude",
                "Longitude",
                "Address");
        writeOpticalLinks();
        writeIpLinks();
        writePorts();
        writePaths();
        writeServices();
        writeSlas();
        writeSensors();
        writeEngineers();
    }

    private void writeBlock(String name, String block, String... columns) {
        CsvTable table = new CsvTable(name, columns);
        TextTable.rows(columns.length, block).forEach(row -> table.add(row.toArray()));
        files.addEntities(table);
    }

    private void writeOpticalLinks() {
        CsvTable table =
                new CsvTable(
                        "DimOpticalLink",
                        "OpticalLinkId",
                        "SiteA",
                        "SiteB",
                        "ConduitId",
                        "LengthKm");
        for (OpticalLink link : network.opticalLinks()) {
            table.add(
                    link.id(), link.siteA(), link.siteB(), link.conduit(), (int) link.kilometres());
        }
        files.addEntities(table);
    }

    private void writeIpLinks() {
        CsvTable table = new CsvTable("DimIpLink", "IpLinkId", "NodeA", "NodeB", "CapacityGbps");
        for (IpLink link : network.ipLinks()) {
            table.add(link.id(), link.nodeA(), link.nodeB(), (int) link.capacityGbps());
        }
        files.addEntities(table);
    }

    private void writePorts() {
        CsvTable table = new CsvTable("DimPort", "PortId", "NodeId", "IpLinkId", "SpeedGbps");
        for (IpLink link : network.ipLinks()) {
            table.add(link.portA(), link.nodeA(), link.id(), (int) link.capacityGbps());
            table.add(link.portB(), link.nodeB(), link.id(), (int) link.capacityGbps());
        }
        files.addEntities(table);
    }

    private void writePaths() {
        CsvTable table = new CsvTable("DimPath", "PathId", "ServiceId", "Role", "Hops");
        for (ServicePath path : network.paths()) {
            table.add(path.id(), path.serviceId(), path.role(), path.ipLinks().size());
        }
        files.addEntities(table);
    }

    private void writeServices() {
        CsvTable table =
                new CsvTable(
                        "DimService",
                        "ServiceId",
                        "ServiceType",
                        "CustomerName",
                        "CustomerCount",
                        "ActiveUsers");
        for (Service service : network.services()) {
            table.add(
                    service.id(),
                    service.type(),
                    service.customer(),
                    service.customers(),
                    service.users());
        }
        files.addEntities(table);
    }

    private void writeSlas() {
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
        for (ServiceSla sla : network.slas()) {
            table.add(
                    sla.id(),
                    sla.serviceId(),
                    sla.tier(),
                    sla.availabilityPct(),
                    sla.penaltyPerHour(),
                    ServiceSla.CURRENCY,
                    ServiceSla.TRIGGER);
        }
        files.addEntities(table);
    }

    private void writeSensors() {
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
        for (Sensor sensor : network.sensors()) {
            table.add(
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

    private void writeEngineers() {
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
        for (List<String> row : TextTable.rows(6, NetworkText.ENGINEERS)) {
            String email = row.get(1).toLowerCase(Locale.ROOT).replace(' ', '.');
            table.add(
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

    /** The same hours (UTC) on every day of the pack. */
    private static String shifts(String hours) {
        LocalDate first = TelecomTimes.FIRST_DAY;
        List<String> shifts = new ArrayList<>();
        for (int day = 0; day < SHIFT_DAYS; day++) {
            shifts.add(first.plusDays(day) + " " + hours);
        }
        return String.join("; ", shifts);
    }
}
