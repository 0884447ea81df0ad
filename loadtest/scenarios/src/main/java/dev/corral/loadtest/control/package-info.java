/// The control of scenario 13: a service that does the same work under the same permits, but without
/// structure. It is what one writes first: a thread for each item, a queue of results, and nobody who owns
/// them.
@NullMarked
package dev.corral.loadtest.control;

import org.jspecify.annotations.NullMarked;
