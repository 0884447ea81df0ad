package dev.corral.origin;

import java.util.List;

/// One way in which the origin answers. One instance serves all loops, so it is thread-safe.
interface Behaviour {
    /// The path that asks for it, with its leading slash.
    String path();

    /// What it does, in one line, for the index.
    String summary();

    /// The parameters that it knows, in the order in which the index shows them; others are refused before [#answer].
    List<Parameter<?>> parameters();

    /// Answers, now or later, on the event loop of the exchange and without blocking it.
    ///
    /// @throws BadParameterException when a parameter is not what was expected; nothing has been written then
    void answer(Exchange exchange, Query query);
}
