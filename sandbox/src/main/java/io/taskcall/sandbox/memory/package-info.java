/** Keeps everything that the sandbox knows, until it is stopped. */
@NullMarked
package io.taskcall.sandbox.memory;

import org.jspecify.annotations.NullMarked;
