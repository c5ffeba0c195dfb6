/** Knows the doors that tools send their alerts through, and knocks at them for a test. */
@NullMarked
package io.taskcall.auth.ingest;

import org.jspecify.annotations.NullMarked;
