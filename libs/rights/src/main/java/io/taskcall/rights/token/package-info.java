/** Short-lived tokens that auth signs, and every other service verifies by itself. */
@NullMarked
package io.taskcall.rights.token;

import org.jspecify.annotations.NullMarked;
