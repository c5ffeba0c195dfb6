package io.taskcall.auth.http;

import io.taskcall.auth.domain.access.Caller;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.rights.Right;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.container.ContainerRequestContext;

/** Who a request was let in for. */
final class Callers {
  private static final String CALLER = "io.taskcall.caller";
  private static final String ACTOR = "io.taskcall.actor";

  private Callers() {}

  static void admit(ContainerRequestContext request, Caller caller, String address) {
    request.setProperty(CALLER, caller);
    request.setProperty(ACTOR, Actor.of(caller, address));
  }

  /** The caller, if they may do what the request is about. */
  static Caller with(Right right, ContainerRequestContext request) {
    var caller = of(request);
    if (!caller.may(right)) {
      throw new ForbiddenException(
          "this needs the right " + right.wireName() + ", which " + means(caller) + " lacks");
    }
    return caller;
  }

  /** The caller, if this is a person at their browser or a key that may act for them in all. */
  static Caller asThemselves(ContainerRequestContext request) {
    var caller = of(request);
    return caller.session().isPresent() ? caller : with(Right.MAKE_API_KEYS, request);
  }

  /** The caller, whatever they may do. */
  static Caller of(ContainerRequestContext request) {
    if (request.getProperty(CALLER) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("nobody was authenticated for " + request.getUriInfo());
  }

  /** The caller, as the audit log names them. */
  static Actor actor(ContainerRequestContext request) {
    if (request.getProperty(ACTOR) instanceof Actor actor) {
      return actor;
    }
    throw new IllegalStateException("nobody was authenticated for " + request.getUriInfo());
  }

  private static String means(Caller caller) {
    return caller.session().isPresent() ? "your role" : "this API key";
  }
}
