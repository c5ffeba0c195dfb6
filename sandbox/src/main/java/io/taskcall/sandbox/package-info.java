/**
 * The outside world on one machine: a Datadog to try things on and a mailbox that takes every mail.
 */
@NullMarked
package io.taskcall.sandbox;

import org.jspecify.annotations.NullMarked;
