/** Takes requests in and answers them, without ever blocking an event loop. */
@NullMarked
package io.taskcall.ingest.http;

import org.jspecify.annotations.NullMarked;
