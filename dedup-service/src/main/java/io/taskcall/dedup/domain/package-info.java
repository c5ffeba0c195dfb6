/** Decides what is worth saying about an alert: what is true now against what has been told. */
@NullMarked
package io.taskcall.dedup.domain;

import org.jspecify.annotations.NullMarked;
