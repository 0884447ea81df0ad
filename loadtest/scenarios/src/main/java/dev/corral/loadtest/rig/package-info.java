/// What a run needs around the generator: the origin and the service as processes of their own, and folders. Start
/// from [Rig]. Whatever is started here is ended by [Rig#close], which a hook of the JVM calls as well; the origin and
/// the generator also end by themselves when this process is gone.
@NullMarked
package dev.corral.loadtest.rig;

import org.jspecify.annotations.NullMarked;
