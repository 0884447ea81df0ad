/// What is said to a client whose request is refused: RFC 9457 problems and the errors inside them.
///
/// Start from [dev.corral.server.problem.Problem]. Whoever reads a client's document marks the place being read
/// with a [dev.corral.server.problem.Spot] and refuses there; [dev.corral.server.problem.Problems] collects.
/// `Spot` and `Problems` belong to the thread that reads the document; everything else is immutable.
@NullMarked
package dev.corral.server.problem;

import org.jspecify.annotations.NullMarked;
