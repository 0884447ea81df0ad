package dev.corral.nursery.testing;

import dev.corral.nursery.Backend;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/// Gives the backends of [OnEachBackend]. The event loops are opened once and closed after the last test.
final class EachBackend implements ArgumentsProvider {
    @Override
    public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        SharedLoops loops = context.getRoot()
                .getStore(Namespace.create(EachBackend.class))
                .getOrComputeIfAbsent(SharedLoops.class, key -> SharedLoops.open(), SharedLoops.class);
        return Stream.of(Backend.jdk(), loops.backend()).map(EachBackend::argument);
    }

    private static Arguments argument(Backend backend) {
        return Arguments.of(Named.of(backend.name(), backend));
    }
}
