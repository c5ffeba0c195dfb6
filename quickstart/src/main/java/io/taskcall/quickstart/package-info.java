/** Runs all of TaskCall on one machine, and plays an alert's life through it. */
@NullMarked
package io.taskcall.quickstart;

import org.jspecify.annotations.NullMarked;
