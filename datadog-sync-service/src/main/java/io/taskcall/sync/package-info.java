/** Keeps an incident the same in TaskCall and in Datadog. */
@NullMarked
package io.taskcall.sync;

import org.jspecify.annotations.NullMarked;
