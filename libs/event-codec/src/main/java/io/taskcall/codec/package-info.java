/** Turns events into Kafka records that any tool can read, and back. */
@NullMarked
package io.taskcall.codec;

import org.jspecify.annotations.NullMarked;
