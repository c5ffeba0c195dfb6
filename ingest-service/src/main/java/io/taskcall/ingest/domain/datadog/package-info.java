/** What Datadog's webhooks mean. */
@NullMarked
package io.taskcall.ingest.domain.datadog;

import org.jspecify.annotations.NullMarked;
