package dev.nocturne.sources.prometheus;

import dev.nocturne.environment.Window;
import java.util.function.IntToDoubleFunction;

/**
 * Data of a small shop, scraped each quarter minute: the front of two instances asks a cart, which
 * asks a database. In the last ten minutes the cart runs another version that fails half of its
 * calls.
 */
final class Shop {
    static final long INTERVAL = 15_000;
    static final long START = 1_700_000_010_000L;
    static final int SCRAPES = 160;
    static final int TROUBLE = 120;
    static final long END = START + SCRAPES * INTERVAL;

    static final Window WINDOW = new Window(START, END);

    private static final String FRONT_1 = "job=\"front\",instance=\"front-1:8080\"";
    private static final String FRONT_2 = "job=\"front\",instance=\"front-2:8080\"";
    private static final String CART = "job=\"cart\",instance=\"cart-1:8080\"";
    private static final String DATABASE = "job=\"postgres\",instance=\"pg-main:9187\"";
    private static final String GRAPH = "job=\"tempo\",instance=\"tempo-1:3200\"";

    private final StringBuilder text = new StringBuilder();

    private Shop() {}

    /** The time of a scrape. */
    static long at(int scrape) {
        return START + scrape * INTERVAL;
    }

    /** As OpenMetrics. */
    static String data() {
        Shop shop = new Shop();
        for (String own : new String[] {FRONT_1, FRONT_2, CART, DATABASE, GRAPH}) {
            shop.add("up{" + own + "}", 0, SCRAPES, i -> 1);
        }
        shop.addCalls();
        shop.addTheRest();
        return shop.text.append("# EOF\n").toString();
    }

    private void addCalls() {
        for (String front : new String[] {FRONT_1, FRONT_2}) {
            histogram("http_request_duration_seconds", front + ",status=\"200\"", i -> 30 * i);
            histogram(
                    "http_client_duration_seconds",
                    front + ",peer=\"cart\",status=\"200\"",
                    i -> 30 * i - well(i));
            histogram(
                    "http_client_duration_seconds",
                    front + ",peer=\"cart\",status=\"500\"",
                    Shop::well);
        }
        histogram(
                "http_request_duration_seconds",
                CART + ",status=\"200\"",
                i -> 60 * i - 2 * well(i));
        histogram("http_request_duration_seconds", CART + ",status=\"500\"", i -> 2 * well(i));
        histogram(
                "http_client_duration_seconds",
                CART + ",peer=\"pg-main\",kind=\"database\",status=\"200\"",
                i -> 60 * i);
        // One that is known by its address only.
        add(
                "http_client_duration_seconds_count{"
                        + CART
                        + ",peer=\"10.9.9.9:6379\",status=\"500\"}",
                TROUBLE,
                SCRAPES,
                i -> i);
        add(
                "traces_service_graph_request_total{"
                        + GRAPH
                        + ",client=\"front\",server=\"cart\"}",
                0,
                SCRAPES,
                i -> 60 * i);
        add(
                "traces_service_graph_request_total{"
                        + GRAPH
                        + ",client=\"cart\",server=\"pay.example.com\"}",
                0,
                SCRAPES,
                i -> i);
    }

    /** Half of an instance's calls since the trouble began. */
    private static double well(int scrape) {
        return scrape < TROUBLE ? 0 : 15 * (scrape - TROUBLE);
    }

    private void addTheRest() {
        add("build_info{" + CART + ",version=\"1.4\"}", 0, TROUBLE, i -> 1);
        add("build_info{" + CART + ",version=\"1.5\"}", TROUBLE, SCRAPES, i -> 1);
        add(
                "process_start_time_seconds{" + CART + "}",
                0,
                SCRAPES,
                i -> (START / 1000.0) + (i < TROUBLE ? -7_000 : TROUBLE * 15));
        add("pg_connections_used{" + DATABASE + "}", 0, SCRAPES, i -> 20 + i % 3);
        alert("CartFails", CART, TROUBLE + 8, SCRAPES);
        alert("CartSlow", CART, 20, 40);
        add("ALERTS{alertname=\"Watchdog\",alertstate=\"firing\"}", 0, SCRAPES, i -> 1);
    }

    private void alert(String name, String labels, int from, int until) {
        add(
                "ALERTS{alertname=\"" + name + "\",alertstate=\"firing\"," + labels + "}",
                from,
                until,
                i -> 1);
        add(
                "ALERTS_FOR_STATE{alertname=\"" + name + "\"," + labels + "}",
                from,
                until,
                i -> at(from - 4) / 1000.0);
    }

    /** Calls of which nine of ten take less than a tenth of a second. */
    private void histogram(String name, String labels, IntToDoubleFunction count) {
        add(
                name + "_bucket{" + labels + ",le=\"0.1\"}",
                0,
                SCRAPES,
                i -> 0.9 * count.applyAsDouble(i));
        add(name + "_bucket{" + labels + ",le=\"1.0\"}", 0, SCRAPES, count);
        add(name + "_bucket{" + labels + ",le=\"+Inf\"}", 0, SCRAPES, count);
        add(name + "_sum{" + labels + "}", 0, SCRAPES, i -> 0.08 * count.applyAsDouble(i));
        add(name + "_count{" + labels + "}", 0, SCRAPES, count);
    }

    private void add(String series, int from, int until, IntToDoubleFunction value) {
        for (int i = from; i < until; i++) {
            text.append(series)
                    .append(' ')
                    .append(value.applyAsDouble(i))
                    .append(' ')
                    .append(at(i) / 1000)
                    .append('\n');
        }
    }
}
