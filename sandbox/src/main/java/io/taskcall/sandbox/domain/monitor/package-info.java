/** Monitors, the groups they watch, and what each of their transitions says. */
@NullMarked
package io.taskcall.sandbox.domain.monitor;

import org.jspecify.annotations.NullMarked;
