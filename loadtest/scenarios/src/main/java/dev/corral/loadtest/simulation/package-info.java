/// The scenarios as Gatling finds them: one class each, `mvn gatling:test -Dgatling.simulationClass=...`.
@NullMarked
package dev.corral.loadtest.simulation;

import org.jspecify.annotations.NullMarked;
