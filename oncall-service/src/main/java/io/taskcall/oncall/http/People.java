package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.contact.Contacts.Changed;
import io.taskcall.oncall.domain.contact.Reach;
import io.taskcall.oncall.postgres.Reaches;
import io.taskcall.oncall.postgres.Reaches.Known;
import io.taskcall.rights.Right;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

/** The people that requests are about, and who may see and change how they are reached. */
@ApplicationScoped
class People {
  private static final String ME = "me";
  private static final int WHO_MAX = 320;

  private final Reaches reaches;

  People(Reaches reaches) {
    this.reaches = reaches;
  }

  /** Somebody by id, by e-mail address or as {@code me}, whom the caller may see. */
  Uni<Known> person(ContainerRequestContext request, String who) {
    var caller = Authentication.caller(request);
    if (who.length() > WHO_MAX) {
      throw ProblemException.notFound("person");
    }
    var wanted = who.equals(ME) ? caller.userId().toString() : who.toLowerCase(Locale.ROOT);
    return reaches
        .person(caller.organizationId(), wanted)
        .map(found -> found.orElseThrow(() -> ProblemException.notFound("person")))
        .invoke(known -> {
          if (!known.person().id().equals(caller.userId()) && !caller.may(Right.MANAGE_PEOPLE)) {
            throw ProblemException.forbidden(
                "how others are reached is for them, and for whoever may manage_people");
          }
        });
  }

  /** Changes how somebody is reached, and answers with that. */
  Uni<Reach> change(UUID userId, String field, Function<Reach, Changed> rule) {
    return reaches
        .change(userId, rule)
        .map(changed ->
            switch (changed) {
              case Changed.To(Reach reach) -> reach;
              case Changed.Unknown(String what) ->
                  throw field.isEmpty()
                      ? ProblemException.notFound(what)
                      : ProblemException.field(field, "names no " + what + " of this person");
              case Changed.Refused(String reason) -> throw ProblemException.conflict(reason);
            });
  }
}
