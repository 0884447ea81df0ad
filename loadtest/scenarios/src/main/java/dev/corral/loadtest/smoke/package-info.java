/// The parts of the smoke scenario: [SmokeJobs] (each kind of input and each outcome of a job), [SmokeRefusals]
/// (requests that must be refused), and the chains that send and check them. [Account] is what a run adds up.
@NullMarked
package dev.corral.loadtest.smoke;

import org.jspecify.annotations.NullMarked;
