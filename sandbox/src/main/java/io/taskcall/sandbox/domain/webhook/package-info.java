/** Turns an event and a customer's template into the text that Datadog would send. */
@NullMarked
package io.taskcall.sandbox.domain.webhook;

import org.jspecify.annotations.NullMarked;
