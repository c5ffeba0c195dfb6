/** Datadog's HTTP API as its documents, its specification and its recorded answers show it. */
@NullMarked
package io.taskcall.sandbox.datadog;

import org.jspecify.annotations.NullMarked;
