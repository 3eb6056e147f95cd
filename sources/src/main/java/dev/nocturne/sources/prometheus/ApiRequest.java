package dev.nocturne.sources.prometheus;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * One question to the API.
 *
 * @param method of HTTP
 * @param path below the address of the server
 * @param parameters as a form writes them; sent in the body by POST, which takes long ones
 */
record ApiRequest(Method method, String path, String parameters) {
    /** Of HTTP. */
    enum Method {
        GET,
        POST
    }

    static ApiRequest get(String path) {
        return new ApiRequest(Method.GET, path, "");
    }

    static ApiRequest post(String path) {
        return new ApiRequest(Method.POST, path, "");
    }

    ApiRequest with(String name, String value) {
        String pair = encode(name) + "=" + encode(value);
        return new ApiRequest(method, path, parameters.isEmpty() ? pair : parameters + "&" + pair);
    }

    ApiRequest with(String name, Iterable<String> values) {
        ApiRequest request = this;
        for (String value : values) {
            request = request.with(name, value);
        }
        return request;
    }

    /**
     * A time or a duration, which the API takes in seconds.
     *
     * @param millis milliseconds
     */
    ApiRequest withSeconds(String name, long millis) {
        return with(name, BigDecimal.valueOf(millis, 3).toPlainString());
    }

    /** One part of a path, with no character that ends it. */
    static String segment(String text) {
        return encode(text).replace("+", "%20");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
