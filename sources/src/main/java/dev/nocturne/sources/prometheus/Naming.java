package dev.nocturne.sources.prometheus;

/**
 * How reports call a metric: {@code http_server_request_duration_seconds} is {@code
 * server_request_duration_seconds} of {@code http}.
 *
 * @param group the first word
 * @param rest the others, without the ending of counters
 */
record Naming(String group, String rest) {
    private static final String TOTAL = "_total";

    static Naming of(String metric) {
        String name =
                metric.endsWith(TOTAL)
                        ? metric.substring(0, metric.length() - TOTAL.length())
                        : metric;
        int end = name.indexOf('_');
        return end <= 0 || end == name.length() - 1
                ? new Naming("metric", name)
                : new Naming(name.substring(0, end), name.substring(end + 1));
    }
}
