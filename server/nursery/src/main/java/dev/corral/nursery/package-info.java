/// Structured concurrency.
@NullMarked
package dev.corral.nursery;

import org.jspecify.annotations.NullMarked;
