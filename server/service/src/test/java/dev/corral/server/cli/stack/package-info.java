/// Tests of the stack's parts that need no process; whole stacks are played by `deploy/check`.
@NullMarked
package dev.corral.server.cli.stack;

import org.jspecify.annotations.NullMarked;
