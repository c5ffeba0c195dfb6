/** How far the trouble of one service reaches, and how long each service was in trouble. */
@NullMarked
package io.taskcall.oncall.domain.impact;

import org.jspecify.annotations.NullMarked;
