/// Load scenarios and their verdicts.
@NullMarked
package dev.corral.loadtest;

import org.jspecify.annotations.NullMarked;
