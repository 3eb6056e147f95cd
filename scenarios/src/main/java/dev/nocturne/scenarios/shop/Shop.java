package dev.nocturne.scenarios.shop;

import dev.nocturne.scenarios.TextTable;
import java.util.List;

/** The shop: its components, business flows and SLAs. */
record Shop(List<Component> components, List<Flow> flows, List<FlowSla> slas) {

    static Shop load() {
        return new Shop(
                TextTable.rows(8, ShopText.COMPONENTS).stream().map(Shop::component).toList(),
                TextTable.rows(7, ShopText.FLOWS).stream().map(Shop::flow).toList(),
                TextTable.rows(5, ShopText.SLAS).stream().map(Shop::sla).toList());
    }

    Component component(String id) {
        return components.stream()
                .filter(component -> component.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no such component: " + id));
    }

    List<Component> componentsOf(String label) {
        return components.stream().filter(c -> c.label().equals(label)).toList();
    }

    FlowSla findSla(Flow flow) {
        return slas.stream()
                .filter(sla -> sla.flowId().equals(flow.id()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no SLA: " + flow.id()));
    }

    private static Component component(List<String> row) {
        String id = row.get(0);
        return new Component(
                id,
                row.get(1),
                row.get(2),
                row.get(3),
                Double.parseDouble(row.get(4)),
                Double.parseDouble(row.get(5)),
                row.get(6),
                row.get(7),
                TextTable.rows(3, ShopText.DEPENDENCIES).stream()
                        .filter(call -> call.get(0).equals(id))
                        .map(Shop::call)
                        .toList());
    }

    private static Component.Call call(List<String> row) {
        return new Component.Call(row.get(1), Double.parseDouble(row.get(2)));
    }

    private static Flow flow(List<String> row) {
        return new Flow(
                row.get(0),
                row.get(1),
                Integer.parseInt(row.get(2)),
                Integer.parseInt(row.get(3)),
                Double.parseDouble(row.get(4)),
                Double.parseDouble(row.get(5)),
                List.of(row.get(6).split(",", -1)));
    }

    private static FlowSla sla(List<String> row) {
        long penalty = Long.parseLong(row.get(4));
        return new FlowSla(row.get(0), row.get(1), row.get(2), row.get(3), penalty);
    }
}
