/** Shows people which calls were made to Datadog and what came of them. */
@NullMarked
package io.taskcall.sync.http;

import org.jspecify.annotations.NullMarked;
