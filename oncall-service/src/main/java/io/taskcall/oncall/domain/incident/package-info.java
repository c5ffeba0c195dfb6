/** What an incident is and what may happen to it. */
@NullMarked
package io.taskcall.oncall.domain.incident;

import org.jspecify.annotations.NullMarked;
