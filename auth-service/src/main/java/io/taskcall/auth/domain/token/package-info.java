/** When keys that tokens are signed with come and go. */
@NullMarked
package io.taskcall.auth.domain.token;

import org.jspecify.annotations.NullMarked;
