/** Pages as signed HTTP requests to wherever somebody wants them. */
@NullMarked
package io.taskcall.oncall.webhook;

import org.jspecify.annotations.NullMarked;
