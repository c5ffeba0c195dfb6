/** Speaks with Datadog, and with auth about the right to do so. */
@NullMarked
package io.taskcall.sync.datadog;

import org.jspecify.annotations.NullMarked;
