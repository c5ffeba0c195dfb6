/** Passkeys: what people sign in with instead of a password, and what speaks against one. */
@NullMarked
package io.taskcall.auth.domain.passkey;

import org.jspecify.annotations.NullMarked;
