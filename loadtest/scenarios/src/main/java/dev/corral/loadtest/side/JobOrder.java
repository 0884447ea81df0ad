package dev.corral.loadtest.side;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// A job as it is sent.
///
/// @param path with its query
/// @param headers beyond those that HTTP needs
public record JobOrder(String path, Map<String, String> headers, String body) {
    public JobOrder {
        headers = Map.copyOf(headers);
    }

    public static JobOrder json(String document) {
        return new JobOrder("/v1/jobs", Map.of("Content-Type", "application/json"), document);
    }

    /// One URL a line.
    public static JobOrder text(String query, String lines) {
        return new JobOrder("/v1/jobs" + query, Map.of("Content-Type", "text/plain"), lines);
    }

    public JobOrder with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new JobOrder(path, more, body);
    }

    /// The bytes on the wire. The connection ends with the exchange.
    byte[] bytes(String authority) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: " + authority
                + "\r\nConnection: close\r\nContent-Length: " + content.length + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[start.length + content.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(content, 0, all, start.length, content.length);
        return all;
    }
}
