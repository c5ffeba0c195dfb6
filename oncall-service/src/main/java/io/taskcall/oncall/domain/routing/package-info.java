/** What a service wants done with an alert before anybody is asked. */
@NullMarked
package io.taskcall.oncall.domain.routing;

import org.jspecify.annotations.NullMarked;
