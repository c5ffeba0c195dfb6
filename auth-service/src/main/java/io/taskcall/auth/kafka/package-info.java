/** Listens for services' names, and says again what a topic has lost. */
@NullMarked
package io.taskcall.auth.kafka;

import org.jspecify.annotations.NullMarked;
