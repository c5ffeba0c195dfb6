/** Whom an incident asks, and whom next if nobody answers. */
@NullMarked
package io.taskcall.oncall.domain.escalation;

import org.jspecify.annotations.NullMarked;
