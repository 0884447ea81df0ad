/// Tests of waits for Vert.x futures and of tasks on event loops, over real Vert.x instances.
@NullMarked
package dev.corral.nursery.vertx;

import org.jspecify.annotations.NullMarked;
