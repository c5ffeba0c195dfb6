/** Lets people in with their password, and out again. */
@NullMarked
package io.taskcall.auth.signin;

import org.jspecify.annotations.NullMarked;
