/// The page of a run: what happened, on one page that needs nothing from elsewhere. Start from [Page]. Pure.
@NullMarked
package dev.corral.loadtest.page;

import org.jspecify.annotations.NullMarked;
