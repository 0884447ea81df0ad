/// The service: HTTP API, jobs, metrics and command line.
@NullMarked
package dev.corral.server;

import org.jspecify.annotations.NullMarked;
