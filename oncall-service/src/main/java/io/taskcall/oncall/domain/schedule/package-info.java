/** Who is on call when. */
@NullMarked
package io.taskcall.oncall.domain.schedule;

import org.jspecify.annotations.NullMarked;
