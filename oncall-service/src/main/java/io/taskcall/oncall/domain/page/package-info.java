/** Messages to people, from the wish to page somebody to its outcome. */
@NullMarked
package io.taskcall.oncall.domain.page;

import org.jspecify.annotations.NullMarked;
