/// What traces tell of requests, jobs and attempts at items, by W3C Trace Context and OpenTelemetry. Start from
/// [Tracing]: it is off unless the operator names a collector, and then nothing here costs anything, nor is a class
/// of OpenTelemetry loaded.
///
/// ```
///   request (from the caller's traceparent) ──> job ──> attempt at an item ──> traceparent to the origin, if allowed
/// ```
///
/// Reading order: [Tracing], [RequestTrace], [JobTrace], [AttemptTrace]; then how it is done: [OtlpTracing].
@NullMarked
package dev.corral.server.tracing;

import org.jspecify.annotations.NullMarked;
