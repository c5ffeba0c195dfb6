/** Keeps what takes a while away from the threads on which paging runs. */
@NullMarked
package io.taskcall.oncall.worker;

import org.jspecify.annotations.NullMarked;
