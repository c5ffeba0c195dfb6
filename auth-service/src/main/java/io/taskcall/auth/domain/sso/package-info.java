/** The rules of single sign-on: who is let in that a company's own provider vouches for. */
@NullMarked
package io.taskcall.auth.domain.sso;

import org.jspecify.annotations.NullMarked;
