/// The address guard: what a caller may make Corral fetch, decided without touching the network.
///
/// Start with [dev.corral.server.guard.Target#parse(String)], the one parser of URLs, then
/// [dev.corral.server.guard.Guard], which says whether a target and the addresses that its name resolves to
/// may be connected to. [dev.corral.server.guard.RequestHeaders] checks what goes out besides the URL. All
/// answers are values: a [dev.corral.server.guard.Refusal] or null.
///
/// Everything here is immutable, thread-safe, linear in its input and never waits. Reading order: `Target`,
/// `TargetReader`, `HostReader`, `NameLabel`, `Guard`, `AddressRanges`, `AddressBits`.
@NullMarked
package dev.corral.server.guard;

import org.jspecify.annotations.NullMarked;
