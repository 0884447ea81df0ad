/// The command line. Start from [CorralCommand]; the entry is [Main].
///
/// Commands are thin: `serve` reads a configuration and runs the service, `demo` is in its own package,
/// `origin` and `loadtest` are other programs' business. Standard output is for results, standard error for
/// all else.
@NullMarked
package dev.corral.server.cli;

import org.jspecify.annotations.NullMarked;
