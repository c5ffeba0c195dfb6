/** What the services, and anybody who reads the Kafka topics, say to each other. */
@NullMarked
package io.taskcall.contracts;

import org.jspecify.annotations.NullMarked;
