/** Does what has to be done every so often, whether or not anything happens. */
@NullMarked
package io.taskcall.sync.clock;

import org.jspecify.annotations.NullMarked;
