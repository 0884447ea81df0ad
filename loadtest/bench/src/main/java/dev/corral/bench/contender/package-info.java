/// The same small programs, written once with each library that one could pick.
///
/// Four tasks: [Spawner], [Passer], [Waiters] and [Turnstile]. Each says what has to be done, down to what is
/// returned as proof; the enum beside it ([SpawnContender] and so on) lists who does it. An implementation is
/// what a careful user of that library would write: its own idiom, no part of it switched off, nothing of
/// Corral in it. Those written in Kotlin lie in `src/main/kotlin`.
///
/// Every program is called from an ordinary thread, enters its own world once (a run, a coroutine builder, a
/// virtual thread) and does the whole work there, so that entering costs all of them next to nothing per
/// operation.
@NullMarked
package dev.corral.bench.contender;

import org.jspecify.annotations.NullMarked;
