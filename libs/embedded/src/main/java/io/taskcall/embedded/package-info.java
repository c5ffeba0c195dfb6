/** A real Kafka broker and a real PostgreSQL as processes of this machine, no container needed. */
@NullMarked
package io.taskcall.embedded;

import org.jspecify.annotations.NullMarked;
