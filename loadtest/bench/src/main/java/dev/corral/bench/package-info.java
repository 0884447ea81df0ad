/// Benchmarks beside what a user would pick instead.
@NullMarked
package dev.corral.bench;

import org.jspecify.annotations.NullMarked;
