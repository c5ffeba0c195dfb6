/** What the service hears on Kafka. */
@NullMarked
package io.taskcall.oncall.kafka;

import org.jspecify.annotations.NullMarked;
