/// From evidence to a verdict, and how it is told. Start from [Judge]; [Summary] is what every report shows.
/// Everything but [Reports] is pure.
@NullMarked
package dev.corral.loadtest.report;

import org.jspecify.annotations.NullMarked;
