/// The scenarios, one type each: what they do and how they reckon. Each has a simulation of the same name.
@NullMarked
package dev.corral.loadtest.act;

import org.jspecify.annotations.NullMarked;
