package dev.nocturne.scenarios.telecom;

import java.util.List;

/** A router to router link; rides on no optical link when both routers stand in one site. */
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
