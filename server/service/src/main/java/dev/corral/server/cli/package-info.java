/// The command line. Start from [CorralCommand].
@NullMarked
package dev.corral.server.cli;

import org.jspecify.annotations.NullMarked;
