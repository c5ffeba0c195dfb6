/** Exchanges refresh tokens at Datadog for access tokens. */
@NullMarked
package io.taskcall.auth.datadog;

import org.jspecify.annotations.NullMarked;
