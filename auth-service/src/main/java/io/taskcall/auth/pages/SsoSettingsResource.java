package io.taskcall.auth.pages;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.sso.SsoSaved;
import io.taskcall.auth.domain.sso.SsoWish;
import io.taskcall.auth.postgres.PostgresSso;
import io.taskcall.auth.sso.SsoSetup;
import io.taskcall.contracts.MemberEvent.Role;
import io.taskcall.rights.Right;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Where owners and admins choose the provider at which their people sign in. */
@Path(SsoSettingsResource.HERE)
class SsoSettingsResource {
  static final String HERE = "/account/sso";

  private final Visits visits;
  private final Answers answers;
  private final PostgresSso kept;
  private final SsoSetup setup;
  private final Clock clock;

  SsoSettingsResource(
      Visits visits, Answers answers, PostgresSso kept, SsoSetup setup, Clock clock) {
    this.visits = visits;
    this.answers = answers;
    this.kept = kept;
    this.setup = setup;
    this.clock = clock;
  }

  @GET
  @Operation(hidden = true)
  public Uni<Response> show(@Context HttpServerRequest request) {
    return visits.member(request, HERE, visit -> allowed(visit, () -> show(visit)));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<Response> save(
      @Context HttpServerRequest request,
      @RestForm("form_token") @Nullable String token,
      @RestForm @Nullable String issuer,
      @RestForm("client_id") @Nullable String clientId,
      @RestForm("client_secret") @Nullable String clientSecret,
      @RestForm @Nullable String domain,
      @RestForm @Nullable String role,
      @RestForm @Nullable String required) {
    return visits.formOfMember(
        request,
        token,
        HERE,
        visit ->
            allowed(
                visit,
                () -> {
                  var wish =
                      new SsoWish(
                          text(issuer),
                          text(clientId),
                          Optional.of(text(clientSecret))
                              .filter(secret -> !secret.isEmpty())
                              .map(Secret::new),
                          text(domain),
                          role(text(role)),
                          required != null);
                  return setup
                      .save(wish, visit.caller().orElseThrow(), visit.actor())
                      .flatMap(saved -> answer(visit, wish, saved));
                }));
  }

  @POST
  @Path("/remove")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<Response> remove(
      @Context HttpServerRequest request, @RestForm("form_token") @Nullable String token) {
    return visits.formOfMember(
        request,
        token,
        HERE,
        visit ->
            allowed(
                visit,
                () ->
                    kept.remove(visit.actor(), clock.instant().truncatedTo(ChronoUnit.MICROS))
                        .flatMap(_ -> answers.redirect(HERE))));
  }

  private Uni<Response> answer(Visit visit, SsoWish wish, SsoSaved saved) {
    return switch (saved) {
      case SsoSaved.Done _ -> answers.redirect(HERE);
      case SsoSaved.Refused(var objection) ->
          again(visit, wish, label(objection.field()) + " " + objection.reason() + ".");
      case SsoSaved.ProviderDown(var reason) ->
          again(visit, wish, "Nothing was saved. TaskCall asked the provider: " + reason + ".");
    };
  }

  private Uni<Response> show(Visit visit) {
    return kept.of(visit.caller().orElseThrow().organizationId())
        .flatMap(found ->
            page(
                visit,
                Response.Status.OK,
                found
                    .map(there ->
                        new SsoWish(
                            there.issuer(),
                            there.clientId(),
                            Optional.empty(),
                            there.domain(),
                            there.role(),
                            there.required()))
                    .orElseGet(() -> empty(visit)),
                found.isPresent(),
                null));
  }

  private Uni<Response> again(Visit visit, SsoWish wish, String problem) {
    return kept.of(visit.caller().orElseThrow().organizationId())
        .flatMap(
            found -> page(visit, Response.Status.BAD_REQUEST, wish, found.isPresent(), problem));
  }

  private Uni<Response> page(
      Visit visit, Response.Status status, SsoWish wish, boolean there, @Nullable String problem) {
    var roles =
        Arrays.stream(Role.values())
            .filter(role -> role != Role.OWNER)
            .map(role -> new Choice(role.name(), label(role.name()), role == wish.role()))
            .toList();
    return answers.page(
        visit,
        status,
        new Screens.SsoSettings(
            visit.shell(), wish, roles, setup.redirectUri().toString(), there, problem));
  }

  private Uni<Response> allowed(Visit visit, Supplier<Uni<Response>> then) {
    return visit.caller().filter(caller -> caller.may(Right.MANAGE_PEOPLE)).isPresent()
        ? then.get()
        : answers.page(
            visit,
            Response.Status.FORBIDDEN,
            new Screens.Problem(
                visit.shell(),
                "Your role does not allow this",
                "Only owners and admins say how people sign in. Ask one of them.",
                "/account",
                "Your account"));
  }

  private static SsoWish empty(Visit visit) {
    var email = visit.caller().orElseThrow().email();
    return new SsoWish(
        "", "", Optional.empty(), email.substring(email.indexOf('@') + 1), Role.USER, false);
  }

  private static Role role(String name) {
    return Arrays.stream(Role.values())
        .filter(role -> role.name().equals(name))
        .findFirst()
        .orElse(Role.LIMITED_STAKEHOLDER);
  }

  /** {@code clientId} and {@code LIMITED_USER}, as people read them. */
  private static String label(String name) {
    var words =
        (name.equals(name.toUpperCase(Locale.ROOT)) ? name : name.replaceAll("([A-Z])", "_$1"))
            .replace('_', ' ')
            .toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given.strip();
  }
}
