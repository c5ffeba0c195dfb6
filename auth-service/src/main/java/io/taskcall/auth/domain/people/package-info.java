/** Who belongs to an organization: how people come, change their role, and leave. */
@NullMarked
package io.taskcall.auth.domain.people;

import org.jspecify.annotations.NullMarked;
