/** How long it takes to say who is on call. */
@NullMarked
package io.taskcall.bench.schedule;

import org.jspecify.annotations.NullMarked;
