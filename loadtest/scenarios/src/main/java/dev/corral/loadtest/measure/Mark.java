package dev.corral.loadtest.measure;

/// A moment of a run that charts show.
///
/// @param second since the run's start
/// @param fault whether something was broken on purpose, rather than begun
public record Mark(double second, String text, boolean fault) {}
