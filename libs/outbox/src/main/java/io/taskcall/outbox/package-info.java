/** Says on Kafka what a service's database transaction has decided: never lost, never overtaken. */
@NullMarked
package io.taskcall.outbox;

import org.jspecify.annotations.NullMarked;
