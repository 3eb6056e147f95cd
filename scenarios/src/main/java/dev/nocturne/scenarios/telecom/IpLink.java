package dev.nocturne.scenarios.telecom;

import java.util.List;

/** A link between two routers. Without optical links if both routers are at the same site. */
record IpLink(
        String id, String nodeA, String nodeB, List<String> opticalLinks, double capacityGbps) {
    String portA() {
        return portId("A");
    }

    String portB() {
        return portId("B");
    }

    private String portId(String end) {
        return "PORT-" + id.substring("IP-".length()) + "-" + end;
    }
}
