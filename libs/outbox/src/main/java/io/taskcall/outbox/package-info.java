/**
 * Says on Kafka what a service's database transaction has decided: never lost, never overtaken,
 * however long the database or the broker is away.
 */
@NullMarked
package io.taskcall.outbox;

import org.jspecify.annotations.NullMarked;
