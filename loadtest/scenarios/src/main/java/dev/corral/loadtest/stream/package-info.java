/// Is a job's stream whole? Start from [StreamCheck]: it reads the lines of one stream and gives a
/// [StreamVerdict]. It knows the API's promises and nothing of how a stream was fetched.
@NullMarked
package dev.corral.loadtest.stream;

import org.jspecify.annotations.NullMarked;
