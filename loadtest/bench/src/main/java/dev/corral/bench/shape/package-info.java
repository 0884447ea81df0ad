/// The shapes of concurrent work that are measured, one JMH benchmark each.
///
/// A class here says what is compared and what is not equal about it. Its parameters are one of the shape and
/// `contender`. Each invocation does the same large number of operations, and checks what came of them.
@NullMarked
package dev.corral.bench.shape;

import org.jspecify.annotations.NullMarked;
