/// What the command line asks a running service: [ApiClient] speaks to it, [Follow] reads a job's stream across
/// broken connections, [JobText] shows jobs to people.
///
/// The client is the JDK's: one request at a time needs no event loop, and starting one would take longer than the
/// request. All of it runs in tasks, so that Ctrl-C is a cancel.
@NullMarked
package dev.corral.server.cli.jobs;

import org.jspecify.annotations.NullMarked;
