package dev.nocturne.scenarios.shop;

import dev.nocturne.scenarios.CsvTable;
import dev.nocturne.scenarios.PackFiles;
import dev.nocturne.scenarios.TextTable;
import java.util.List;

/** Entities and relations as CSV files. */
final class ShopTables {
    private static final String NONE = "none";

    private final Shop shop;
    private final PackFiles files;

    ShopTables(Shop shop, PackFiles files) {
        this.shop = shop;
        this.files = files;
    }

    void write() {
        components(
                "Service", new CsvTable("DimService", "ServiceId", "Tier", "Language", "TeamId"));
        components("DataStore", new CsvTable("DimDataStore", "StoreId", "Kind", "Engine"));
        components("External", new CsvTable("DimExternal", "ExternalId", "Kind", "Company"));
        hosts();
        teams();
        flows();
        slas();
        dependencies();
        placement();
        ownership();
    }

    private void components(String label, CsvTable table) {
        for (Component c : shop.ofLabel(label)) {
            if (label.equals("Service")) {
                table.row(c.id(), c.kind(), c.technology(), c.team());
            } else {
                table.row(c.id(), c.kind(), c.technology());
            }
        }
        files.addEntities(table);
    }

    private void hosts() {
        CsvTable table = new CsvTable("DimHost", "HostId", "Zone", "Cores");
        for (List<String> row : TextTable.rows(4, ShopText.HOSTS)) {
            table.row(row.get(0), row.get(1), row.get(2));
        }
        files.addEntities(table);
    }

    private void teams() {
        CsvTable table = new CsvTable("DimTeam", "TeamId", "Name", "OnCall", "Channel");
        TextTable.rows(4, ShopText.TEAMS).forEach(row -> table.row(row.toArray()));
        files.addEntities(table);
    }

    private void flows() {
        CsvTable table =
                new CsvTable("DimBusinessFlow", "FlowId", "Name", "CustomerCount", "ActiveUsers");
        CsvTable services = new CsvTable("FactFlowService", "FlowId", "ServiceId");
        for (Flow flow : shop.flows()) {
            table.row(flow.id(), flow.name(), flow.customers(), flow.users());
            flow.services().forEach(service -> services.row(flow.id(), service));
        }
        files.addEntities(table);
        files.addEntities(services);
    }

    private void slas() {
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
        for (Sla sla : shop.slas()) {
            table.row(
                    sla.id(),
                    sla.flowId(),
                    sla.tier(),
                    sla.availabilityPct(),
                    sla.penaltyPerHour(),
                    Sla.CURRENCY,
                    Sla.TRIGGER);
            governs.row(sla.id(), sla.flowId());
        }
        files.addEntities(table);
        files.addEntities(governs);
    }

    private void dependencies() {
        CsvTable table =
                new CsvTable("FactDependsOn", "ServiceId", "TargetType", "TargetId", "CallShare");
        for (Component caller : shop.components()) {
            for (Component.Call call : caller.calls()) {
                String label = shop.component(call.callee()).label();
                table.row(caller.id(), label, call.callee(), call.share());
            }
        }
        files.addEntities(table);
    }

    private void placement() {
        CsvTable table = new CsvTable("FactRunsOn", "SourceType", "SourceId", "HostId");
        for (Component component : shop.components()) {
            if (!component.host().equals(NONE)) {
                table.row(component.label(), component.id(), component.host());
            }
        }
        files.addEntities(table);
    }

    private void ownership() {
        CsvTable table = new CsvTable("FactTeamService", "TeamId", "ServiceId");
        for (Component service : shop.ofLabel("Service")) {
            table.row(service.team(), service.id());
        }
        files.addEntities(table);
    }
}
