/** The rules of signing in: passwords, sessions, and patience with those who guess. */
@NullMarked
package io.taskcall.auth.domain.signin;

import org.jspecify.annotations.NullMarked;
