package dev.corral.server.job;

/// Whatever JSON the client hangs on an item, echoed in the item's record and never looked at.
///
/// @param json one JSON value without line breaks, ready to stand in a record
public record Meta(String json) {}
