/** Keeps addresses that people gave us from leading into our own network. */
@NullMarked
package io.taskcall.guard;

import org.jspecify.annotations.NullMarked;
