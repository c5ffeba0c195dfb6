/** Answers how an alert is doing, to whom it belongs, and how far behind the service is. */
@NullMarked
package io.taskcall.dedup.http;

import org.jspecify.annotations.NullMarked;
