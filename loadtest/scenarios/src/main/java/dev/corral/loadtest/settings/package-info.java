/// What a simulation is told: where things are, and how hard to press. The driver writes [Settings] as system
/// properties of the generator's process, the simulation reads them there; so does whoever starts it with Maven.
@NullMarked
package dev.corral.loadtest.settings;

import org.jspecify.annotations.NullMarked;
