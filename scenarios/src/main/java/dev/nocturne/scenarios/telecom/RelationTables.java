package dev.nocturne.scenarios.telecom;

import dev.nocturne.scenarios.CsvTable;
import dev.nocturne.scenarios.PackFiles;
import dev.nocturne.scenarios.TextTable;
import java.util.List;

/** The relations as CSV files. Where one end needs the other, the needy one is named first. */
final class RelationTables {
    private final Topology topology;
    private final PackFiles files;

    RelationTables(Topology topology, PackFiles files) {
        this.topology = topology;
        this.files = files;
    }

    void write() {
        fromText("FactNodeSite", "NodeId", "SiteId", TextTable.rows(4, TopologyText.NODES), 0, 2);
        fromText(
                "FactOpticalAmplifier",
                "OpticalLinkId",
                "AmplifierId",
                TextTable.rows(6, TopologyText.AMPLIFIERS),
                1,
                0);
        fromText(
                "FactDepotSite",
                "DepotId",
                "SiteId",
                TextTable.rows(2, TopologyText.DEPOT_COVER),
                0,
                1);
        fromText(
                "FactEngineerDepot",
                "EngineerId",
                "DepotId",
                TextTable.rows(6, TopologyText.ENGINEERS),
                0,
                4);
        optical();
        ip();
        services();
        sensors();
    }

    private void fromText(
            String name, String source, String target, List<List<String>> rows, int a, int b) {
        CsvTable table = new CsvTable(name, source, target);
        rows.forEach(row -> table.row(row.get(a), row.get(b)));
        files.addEntities(table);
    }

    private void optical() {
        CsvTable conduits = new CsvTable("FactOpticalConduit", "OpticalLinkId", "ConduitId");
        CsvTable sites = new CsvTable("FactOpticalSite", "OpticalLinkId", "SiteId");
        for (OpticalLink link : topology.opticalLinks()) {
            conduits.row(link.id(), link.conduit());
            sites.row(link.id(), link.siteA());
            sites.row(link.id(), link.siteB());
        }
        files.addEntities(conduits);
        files.addEntities(sites);
    }

    private void ip() {
        CsvTable optical = new CsvTable("FactIpOptical", "IpLinkId", "OpticalLinkId");
        CsvTable nodes = new CsvTable("FactIpNode", "IpLinkId", "NodeId");
        CsvTable portLinks = new CsvTable("FactPortIp", "PortId", "IpLinkId");
        CsvTable portNodes = new CsvTable("FactPortNode", "PortId", "NodeId");
        for (IpLink link : topology.ipLinks()) {
            link.opticalLinks().forEach(id -> optical.row(link.id(), id));
            nodes.row(link.id(), link.nodeA());
            nodes.row(link.id(), link.nodeB());
            portLinks.row(link.portA(), link.id());
            portLinks.row(link.portB(), link.id());
            portNodes.row(link.portA(), link.nodeA());
            portNodes.row(link.portB(), link.nodeB());
        }
        List.of(optical, nodes, portLinks, portNodes).forEach(files::addEntities);
    }

    private void services() {
        CsvTable routes = new CsvTable("FactServicePath", "ServiceId", "PathId", "Role");
        CsvTable hops = new CsvTable("FactPathIp", "PathId", "IpLinkId", "HopOrder");
        for (ServicePath path : topology.paths()) {
            routes.row(path.serviceId(), path.id(), path.role());
            for (int hop = 0; hop < path.ipLinks().size(); hop++) {
                hops.row(path.id(), path.ipLinks().get(hop), hop + 1);
            }
        }
        CsvTable slas = new CsvTable("FactSlaService", "SlaId", "ServiceId");
        topology.slas().forEach(sla -> slas.row(sla.id(), sla.serviceId()));
        List.of(routes, hops, slas).forEach(files::addEntities);
    }

    private void sensors() {
        CsvTable table = new CsvTable("FactSensorTarget", "SensorId", "TargetType", "TargetId");
        for (Sensor sensor : topology.sensors()) {
            table.row(sensor.id(), sensor.targetLabel(), sensor.target());
        }
        files.addEntities(table);
    }
}
