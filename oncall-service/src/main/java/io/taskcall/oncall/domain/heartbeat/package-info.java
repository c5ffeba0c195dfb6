/** Things that have to call in time, and the alert when one does not. */
@NullMarked
package io.taskcall.oncall.domain.heartbeat;

import org.jspecify.annotations.NullMarked;
