/** Runs the rules on Kafka Streams, exactly once. */
@NullMarked
package io.taskcall.dedup.kafka;

import org.jspecify.annotations.NullMarked;
