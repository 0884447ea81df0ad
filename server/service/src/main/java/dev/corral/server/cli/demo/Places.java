package dev.corral.server.cli.demo;

import dev.corral.server.CorralServer;
import java.net.URI;

/// Where the parts of a demo are.
record Places(String api, String management, URI origin) {
    static Places of(CorralServer.Bound bound, DemoOrigin origin) {
        return new Places(bound.url(), bound.managementUrl(), origin.url());
    }

    String jobs() {
        return api + "/v1/jobs";
    }

    String metrics() {
        return management + "/metrics";
    }
}
