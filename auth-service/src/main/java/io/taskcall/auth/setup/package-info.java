/** Reads the setup file and brings the database to what it says. */
@NullMarked
package io.taskcall.auth.setup;

import org.jspecify.annotations.NullMarked;
