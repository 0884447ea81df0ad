/// Who may do what: keys, tenants, roles. Start from [dev.corral.server.access.Keys].
///
/// Immutable after the start; thread-safe.
@NullMarked
package dev.corral.server.access;

import org.jspecify.annotations.NullMarked;
