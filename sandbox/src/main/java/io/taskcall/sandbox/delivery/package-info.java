/** Sends webhooks the way Datadog does: in order, with its headers, again after a failure. */
@NullMarked
package io.taskcall.sandbox.delivery;

import org.jspecify.annotations.NullMarked;
