/** Browsers that take push messages. */
@NullMarked
package io.taskcall.sandbox.domain.push;

import org.jspecify.annotations.NullMarked;
