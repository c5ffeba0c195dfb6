/**
 * What is true of an alert: its observations in the order in which they happened, in whatever order
 * they arrived.
 */
@NullMarked
package io.taskcall.dedup.domain.timeline;

import org.jspecify.annotations.NullMarked;
