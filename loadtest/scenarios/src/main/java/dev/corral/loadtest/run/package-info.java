/// What every scenario is made with. An [Act] is what a scenario does; it gets a [Run], which holds the
/// target, the load, the samples and the book; [Account] books what streams told; [Arrivals] is the open
/// model by Gatling, whose arrivals know when they were meant to come; [Features] asks what the service has.
@NullMarked
package dev.corral.loadtest.run;

import org.jspecify.annotations.NullMarked;
