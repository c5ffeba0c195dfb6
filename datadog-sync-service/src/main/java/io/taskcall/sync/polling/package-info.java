/** Asks Datadog what webhooks may not have told. */
@NullMarked
package io.taskcall.sync.polling;

import org.jspecify.annotations.NullMarked;
