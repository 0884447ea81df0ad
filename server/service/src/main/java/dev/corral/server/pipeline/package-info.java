/// Producers and consumers over a channel, to watch back-pressure. Start from [PipelineKind].
@NullMarked
package dev.corral.server.pipeline;

import org.jspecify.annotations.NullMarked;
