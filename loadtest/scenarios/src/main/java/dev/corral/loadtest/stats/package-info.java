/// Few numbers, and what may be said of them: medians, slopes, intervals by the bootstrap, and whether two
/// sides differ by more than chance. Pure.
@NullMarked
package dev.corral.loadtest.stats;

import org.jspecify.annotations.NullMarked;
