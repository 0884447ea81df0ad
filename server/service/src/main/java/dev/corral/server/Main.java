package dev.corral.server;

import dev.corral.server.config.ServerConfig;
import dev.corral.server.guard.AllowRule;
import dev.corral.server.walk.Root;
import dev.corral.server.walk.Roots;
import java.nio.file.Path;
import java.util.List;

/// The program's entry.
final class Main {
    private Main() {}

    static void main(String[] args) throws InterruptedException, dev.corral.nursery.NurseryFailed {
        ServerConfig config = ServerConfig.defaults()
                .withAllow(List.of(AllowRule.parse(args[0])))
                .with(new Roots(List.of(new Root("usr", Path.of("/usr")))));
        new CorralServer(config).serve(bound -> System.out.println(bound.url()));
    }
}
