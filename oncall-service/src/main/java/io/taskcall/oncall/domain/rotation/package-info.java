/** Whose turn it is at an instant, by the calendar, however old the rotation is. */
@NullMarked
package io.taskcall.oncall.domain.rotation;

import org.jspecify.annotations.NullMarked;
