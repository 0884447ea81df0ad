/// Benchmarks beside what a user would pick instead.
///
/// [Bench] is the program. A [Plan] lists what is to be measured, [Rounds] measures it, each contender in a
/// JVM of its own and in an order that turns around from round to round, and [Table] and [Document] show the
/// medians. What is measured lies in `shape`, who does it in `contender`.
@NullMarked
package dev.corral.bench;

import org.jspecify.annotations.NullMarked;
