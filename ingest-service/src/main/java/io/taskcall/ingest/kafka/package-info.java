/** Knows the integrations from their topic, and puts what arrived safely into Kafka. */
@NullMarked
package io.taskcall.ingest.kafka;

import org.jspecify.annotations.NullMarked;
