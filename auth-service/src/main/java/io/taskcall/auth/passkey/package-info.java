/** Adds passkeys and lets people in with them (WebAuthn). */
@NullMarked
package io.taskcall.auth.passkey;

import org.jspecify.annotations.NullMarked;
