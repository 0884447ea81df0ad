package dev.corral.server.dashboard;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Job documents against one origin, each for one way in which a job goes.
///
/// @param port the origin's
record Jobs(int port) {
    /// Most items end well, some fail; a name is among the hosts, so that it is looked up.
    String mixed() {
        List<String> good = IntStream.range(0, 600)
                .mapToObj(i -> i % 2 == 0 ? url("127.0.0.1", "/ok") : url("localhost", "/ok"))
                .toList();
        List<String> bad = IntStream.range(0, 10).mapToObj(i -> here("/bad")).toList();
        String slow = "{\"url\":%s,\"timeout_ms\":100}".formatted(here("/silent"));
        return fetch("", Stream.of(good, bad, List.of(slow)).flatMap(List::stream));
    }

    String failingFast() {
        return fetch("\"failure\":{\"policy\":\"fail_fast\"},", Stream.concat(Stream.of(here("/bad")), silent()));
    }

    String pastItsDeadline() {
        return fetch("\"deadline_ms\":100,", silent());
    }

    /// Goes on until it is cut short, with more items than wait for a worker at once.
    String endless() {
        return fetch("", Stream.generate(() -> here("/silent")).limit(3000));
    }

    /// One item's host asks for a pause each time, the other's is none that is fetched from.
    String turnedAway() {
        return fetch("\"on_invalid\":\"fail_item\",", Stream.of(here("/busy"), "\"http://10.0.0.1/\""));
    }

    /// More results than fit into the buffers between the service and a reader.
    String large() {
        String defaults = "\"defaults\":{\"capture\":\"text\"},";
        return fetch(defaults, Stream.generate(() -> here("/long")).limit(200));
    }

    static String listing(String root) {
        return "{\"kind\":\"list\",\"items\":[{\"root\":\"%s\",\"recursive\":true}]}".formatted(root);
    }

    private Stream<String> silent() {
        return Stream.generate(() -> here("/silent")).limit(20);
    }

    private String here(String path) {
        return url("127.0.0.1", path);
    }

    private String url(String host, String path) {
        return "\"http://%s:%d%s\"".formatted(host, port, path);
    }

    private static String fetch(String options, Stream<String> items) {
        return "{\"kind\":\"fetch\",%s\"items\":[%s]}".formatted(options, items.collect(Collectors.joining(",")));
    }
}
