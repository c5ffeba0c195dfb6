/** The doors through which monitoring tools hand us their alerts. */
@NullMarked
package io.taskcall.ingest;

import org.jspecify.annotations.NullMarked;
