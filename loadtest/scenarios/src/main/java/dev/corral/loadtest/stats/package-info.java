/// Few numbers, and what may be said of them: medians, slopes, and intervals by the bootstrap. Pure.
@NullMarked
package dev.corral.loadtest.stats;

import org.jspecify.annotations.NullMarked;
