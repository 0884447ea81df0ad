/// What the service measures. Start from [ServiceMetrics]. Labels are closed sets: no URL, host, job or text
/// of a user.
@NullMarked
package dev.corral.server.metrics;

import org.jspecify.annotations.NullMarked;
