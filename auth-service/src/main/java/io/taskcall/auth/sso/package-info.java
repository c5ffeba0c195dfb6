/** Lets people sign in at a provider that their organization has chosen (OpenID Connect). */
@NullMarked
package io.taskcall.auth.sso;

import org.jspecify.annotations.NullMarked;
