/** Datadog's incidents: how they change and which changes are announced. */
@NullMarked
package io.taskcall.sandbox.domain.incident;

import org.jspecify.annotations.NullMarked;
