package dev.nocturne.scenarios.shop;

import dev.nocturne.scenarios.CsvTable;
import dev.nocturne.scenarios.GeneratedFiles;
import dev.nocturne.scenarios.TextTable;
import java.util.List;

/** Writes the entities and relations as CSV files. */
final class ShopTables {
    private static final String NONE = "none";

    private final Shop shop;
    private final GeneratedFiles files;

    ShopTables(Shop shop, GeneratedFiles files) {
        this.shop = shop;
        this.files = files;
    }

    void write() {
        writeComponents(
                "Service", new CsvTable("DimService", "ServiceId", "Tier", "Language", "TeamId"));
        writeComponents("DataStore", new CsvTable("DimDataStore", "StoreId", "Kind", "Engine"));
        writeComponents("External", new CsvTable("DimExternal", "ExternalId", "Kind", "Company"));
        writeHosts();
        writeTeams();
        writeFlows();
        writeSlas();
        writeDependencies();
        writePlacement();
        writeOwnership();
    }

    private void writeComponents(String label, CsvTable table) {
        for (Component c : shop.componentsOf(label)) {
            if (label.equals("Service")) {
                table.add(c.id(), c.kind(), c.technology(), c.team());
            } else {
                table.add(c.id(), c.kind(), c.technology());
            }
        }
        files.addEntities(table);
    }

    private void writeHosts() {
        CsvTable table = new CsvTable("DimHost", "HostId", "Zone", "Cores");
        for (List<String> row : TextTable.rows(4, ShopText.HOSTS)) {
            table.add(row.get(0), row.get(1), row.get(2));
        }
        files.addEntities(table);
    }

    private void writeTeams() {
        CsvTable table = new CsvTable("DimTeam", "TeamId", "Name", "OnCall", "Channel");
        TextTable.rows(4, ShopText.TEAMS).forEach(row -> table.add(row.toArray()));
        files.addEntities(table);
    }

    private void writeFlows() {
        CsvTable table =
                new CsvTable("DimBusinessFlow", "FlowId", "Name", "CustomerCount", "ActiveUsers");
        CsvTable services = new CsvTable("FactFlowService", "FlowId", "ServiceId");
        for (Flow flow : shop.flows()) {
            table.add(flow.id(), flow.name(), flow.customers(), flow.users());
            flow.services().forEach(service -> services.add(flow.id(), service));
        }
        files.addEntities(table);
        files.addEntities(services);
    }

    private void writeSlas() {
        CsvTable table =
                new CsvTable(
                        "DimSlaPolicy",
                        "SlaId",
                        "FlowId",
                        "Tier",
                        "AvailabilityPct",
                        "PenaltyPerHour",
                        "Currency",
                        "PenaltyTrigger");
        CsvTable governs = new CsvTable("FactSlaFlow", "SlaId", "FlowId");
        for (FlowSla sla : shop.slas()) {
            table.add(
                    sla.id(),
                    sla.flowId(),
                    sla.tier(),
                    sla.availabilityPct(),
                    sla.penaltyPerHour(),
                    FlowSla.CURRENCY,
                    FlowSla.TRIGGER);
            governs.add(sla.id(), sla.flowId());
        }
        files.addEntities(table);
        files.addEntities(governs);
    }

    private void writeDependencies() {
        CsvTable table =
                new CsvTable("FactDependsOn", "ServiceId", "TargetType", "TargetId", "CallShare");
        for (Component caller : shop.components()) {
            for (Component.Call call : caller.calls()) {
                String label = shop.component(call.callee()).label();
                table.add(caller.id(), label, call.callee(), call.share());
            }
        }
        files.addEntities(table);
    }

    private void writePlacement() {
        CsvTable table = new CsvTable("FactRunsOn", "SourceType", "SourceId", "HostId");
        for (Component component : shop.components()) {
            if (!component.host().equals(NONE)) {
                table.add(component.label(), component.id(), component.host());
            }
        }
        files.addEntities(table);
    }

    private void writeOwnership() {
        CsvTable table = new CsvTable("FactTeamService", "TeamId", "ServiceId");
        for (Component service : shop.componentsOf("Service")) {
            table.add(service.team(), service.id());
        }
        files.addEntities(table);
    }
}
