/// The process that presses: Gatling in a JVM of its own, so that its exit code, its memory and its processor time are
/// its own too; and what ends the others when the driver cannot.
@NullMarked
package dev.corral.loadtest.generator;

import org.jspecify.annotations.NullMarked;
