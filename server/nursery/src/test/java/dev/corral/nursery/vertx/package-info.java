/// Tests of waits for Vert.x futures, over a real Vert.x instance.
@NullMarked
package dev.corral.nursery.vertx;

import org.jspecify.annotations.NullMarked;
