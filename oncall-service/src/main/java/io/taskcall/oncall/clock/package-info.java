/** What happens because time passes. */
@NullMarked
package io.taskcall.oncall.clock;

import org.jspecify.annotations.NullMarked;
