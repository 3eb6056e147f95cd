package dev.nocturne.scenarios.telecom;

import dev.nocturne.scenarios.CsvTable;
import dev.nocturne.scenarios.GeneratedFiles;
import dev.nocturne.scenarios.TextTable;
import java.util.List;

/** Writes the relations as CSV files. If one entity depends on the other, it is the first. */
final class RelationTables {
    private final Network network;
    private final GeneratedFiles files;

    RelationTables(Network network, GeneratedFiles files) {
        this.network = network;
        this.files = files;
    }

    void write() {
        writeColumns(
                "FactNodeSite", "NodeId", "SiteId", TextTable.rows(4, NetworkText.NODES), 0, 2);
        writeColumns(
                "FactOpticalAmplifier",
                "OpticalLinkId",
                "AmplifierId",
                TextTable.rows(6, NetworkText.AMPLIFIERS),
                1,
                0);
        writeColumns(
                "FactDepotSite",
                "DepotId",
                "SiteId",
                TextTable.rows(2, NetworkText.DEPOT_COVER),
                0,
                1);
        writeColumns(
                "FactEngineerDepot",
                "EngineerId",
                "DepotId",
                TextTable.rows(6, NetworkText.ENGINEERS),
                0,
                4);
        writeOptical();
        writeIp();
        writeServices();
        writeSensors();
    }

    private void writeColumns(
            String name, String source, String target, List<List<String>> rows, int a, int b) {
        CsvTable table = new CsvTable(name, source, target);
        rows.forEach(row -> table.add(row.get(a), row.get(b)));
        files.addEntities(table);
    }

    private void writeOptical() {
        CsvTable conduits = new CsvTable("FactOpticalConduit", "OpticalLinkId", "ConduitId");
        CsvTable sites = new CsvTable("FactOpticalSite", "OpticalLinkId", "SiteId");
        for (OpticalLink link : network.opticalLinks()) {
            conduits.add(link.id(), link.conduit());
            sites.add(link.id(), link.siteA());
            sites.add(link.id(), link.siteB());
        }
        files.addEntities(conduits);
        files.addEntities(sites);
    }

    private void writeIp() {
        CsvTable optical = new CsvTable("FactIpOptical", "IpLinkId", "OpticalLinkId");
        CsvTable nodes = new CsvTable("FactIpNode", "IpLinkId", "NodeId");
        CsvTable portLinks = new CsvTable("FactPortIp", "PortId", "IpLinkId");
        CsvTable portNodes = new CsvTable("FactPortNode", "PortId", "NodeId");
        for (IpLink link : network.ipLinks()) {
            link.opticalLinks().forEach(id -> optical.add(link.id(), id));
            nodes.add(link.id(), link.nodeA());
            nodes.add(link.id(), link.nodeB());
            portLinks.add(link.portA(), link.id());
            portLinks.add(link.portB(), link.id());
            portNodes.add(link.portA(), link.nodeA());
            portNodes.add(link.portB(), link.nodeB());
        }
        List.of(optical, nodes, portLinks, portNodes).forEach(files::addEntities);
    }

    private void writeServices() {
        CsvTable routes = new CsvTable("FactServicePath", "ServiceId", "PathId", "Role");
        CsvTable hops = new CsvTable("FactPathIp", "PathId", "IpLinkId", "HopOrder");
        for (ServicePath path : network.paths()) {
            routes.add(path.serviceId(), path.id(), path.role());
            for (int hop = 0; hop < path.ipLinks().size(); hop++) {
                hops.add(path.id(), path.ipLinks().get(hop), hop + 1);
            }
        }
        CsvTable slas = new CsvTable("FactSlaService", "SlaId", "ServiceId");
        network.slas().forEach(sla -> slas.add(sla.id(), sla.serviceId()));
        List.of(routes, hops, slas).forEach(files::addEntities);
    }

    private void writeSensors() {
        CsvTable table = new CsvTable("FactSensorTarget", "SensorId", "TargetType", "TargetId");
        for (Sensor sensor : network.sensors()) {
            table.add(sensor.id(), sensor.targetLabel(), sensor.target());
        }
        files.addEntities(table);
    }
}
