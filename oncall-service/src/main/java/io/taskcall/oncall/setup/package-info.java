/** Services, policies and schedules from a file, for a first start. */
@NullMarked
package io.taskcall.oncall.setup;

import org.jspecify.annotations.NullMarked;
