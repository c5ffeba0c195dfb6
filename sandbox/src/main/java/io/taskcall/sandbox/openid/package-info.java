/** An OpenID provider, at which whoever says who they are is believed. */
@NullMarked
package io.taskcall.sandbox.openid;

import org.jspecify.annotations.NullMarked;
