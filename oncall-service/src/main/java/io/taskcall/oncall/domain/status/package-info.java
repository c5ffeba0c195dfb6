/** What chosen people are shown and told of how services do. */
@NullMarked
package io.taskcall.oncall.domain.status;

import org.jspecify.annotations.NullMarked;
