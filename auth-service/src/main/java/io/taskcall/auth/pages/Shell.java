package io.taskcall.auth.pages;

import io.taskcall.auth.domain.access.Caller;
import io.taskcall.rights.Right;
import org.jspecify.annotations.Nullable;

/**
 * What every page needs.
 *
 * @param token what each form must carry back, so that no other site can send one
 * @param caller who is signed in, if somebody is
 */
public record Shell(String token, @Nullable Caller caller) {
  /** Whether whoever is signed in says how people sign in. */
  public boolean managesPeople() {
    return caller != null && caller.may(Right.MANAGE_PEOPLE);
  }
}
