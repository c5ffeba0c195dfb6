/** What the service remembers, in PostgreSQL. */
@NullMarked
package io.taskcall.oncall.postgres;

import org.jspecify.annotations.NullMarked;
