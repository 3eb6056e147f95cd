package dev.nocturne.scenarios.telecom;

import java.util.List;

/** A label-switched path over IP links, in hop order. */
record ServicePath(String id, String serviceId, String role, List<String> ipLinks) {}
