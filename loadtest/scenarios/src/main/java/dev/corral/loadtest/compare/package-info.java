/// Two sets of runs, and whether one is worse. Start from [Comparison]. Pure but for [RunFile#read].
@NullMarked
package dev.corral.loadtest.compare;

import org.jspecify.annotations.NullMarked;
