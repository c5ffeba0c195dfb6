/** Kills parts of a running TaskCall without warning and counts what was lost or doubled. */
@NullMarked
package io.taskcall.bench.faults;

import org.jspecify.annotations.NullMarked;
