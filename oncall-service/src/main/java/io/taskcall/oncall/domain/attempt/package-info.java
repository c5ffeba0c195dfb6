/** Keeps what cannot be worked out from costing a page. */
@NullMarked
package io.taskcall.oncall.domain.attempt;

import org.jspecify.annotations.NullMarked;
