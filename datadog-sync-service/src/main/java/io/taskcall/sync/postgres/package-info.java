/** Remembers links, calls and connections in PostgreSQL. */
@NullMarked
package io.taskcall.sync.postgres;

import org.jspecify.annotations.NullMarked;
