/** Hears of incidents, alerts, integrations and members on Kafka. */
@NullMarked
package io.taskcall.sync.kafka;

import org.jspecify.annotations.NullMarked;
