/** Connecting an integration to Datadog: the way there, the way back, and all that can go wrong. */
@NullMarked
package io.taskcall.auth.domain.connect;

import org.jspecify.annotations.NullMarked;
