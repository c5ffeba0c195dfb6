package io.taskcall.auth.pages;

import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.access.Caller;
import io.taskcall.auth.domain.audit.Actor;
import java.util.Optional;

/**
 * Somebody who looks at a page.
 *
 * @param secret what their browser shows, or will from now on
 * @param isNew whether the browser has to be given the secret yet
 * @param caller who they are, if they signed in
 */
record Visit(Secret secret, boolean isNew, Optional<Caller> caller, String address, String token) {
  Shell shell() {
    return new Shell(token, caller.orElse(null));
  }

  Actor actor() {
    return Actor.of(caller.orElseThrow(), address);
  }
}
