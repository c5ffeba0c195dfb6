/** Keeps the directory and the Datadog grants in PostgreSQL. */
@NullMarked
package io.taskcall.auth.postgres;

import org.jspecify.annotations.NullMarked;
