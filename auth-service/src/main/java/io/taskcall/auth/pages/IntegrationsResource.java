package io.taskcall.auth.pages;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.MakeOutcome;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.ingest.Knock;
import io.taskcall.auth.ingest.TestAlert;
import io.taskcall.auth.life.Integrations;
import io.taskcall.contracts.IntegrationEvent.Tool;
import io.taskcall.rights.Right;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The integrations as people see and change them. */
@Path(IntegrationScreens.HERE)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
class IntegrationsResource {
  private static final String HERE = IntegrationScreens.HERE;
  private static final int NAME_MAX = 100;
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final Visits visits;
  private final Answers answers;
  private final IntegrationScreens screens;
  private final Integrations integrations;
  private final TestAlert test;

  IntegrationsResource(
      Visits visits,
      Answers answers,
      IntegrationScreens screens,
      Integrations integrations,
      TestAlert test) {
    this.visits = visits;
    this.answers = answers;
    this.screens = screens;
    this.integrations = integrations;
    this.test = test;
  }

  @GET
  @Consumes(MediaType.WILDCARD)
  @Operation(hidden = true)
  public Uni<Response> list(@Context HttpServerRequest request) {
    return visits.member(
        request,
        HERE,
        visit -> screens.allowed(visit, Right.READ, () -> screens.list(visit, null)));
  }

  @GET
  @Path("/{id}")
  @Consumes(MediaType.WILDCARD)
  @Operation(hidden = true)
  public Uni<Response> one(@Context HttpServerRequest request, UUID id) {
    return visits.member(
        request,
        HERE + "/" + id,
        visit -> screens.allowed(visit, Right.READ, () -> screens.one(visit, id)));
  }

  @POST
  @Operation(hidden = true)
  public Uni<Response> make(
      @Context HttpServerRequest request,
      @RestForm("form_token") @Nullable String token,
      @RestForm @Nullable String name,
      @RestForm @Nullable String tool,
      @RestForm @Nullable String service) {
    return changing(
        request,
        token,
        visit -> {
          var called = name == null ? "" : name.strip();
          var chosen = Arrays.stream(Tool.values()).filter(t -> t.name().equals(tool)).findFirst();
          var wanted = id(service);
          if (called.isEmpty()
              || called.length() > NAME_MAX
              || called.chars().anyMatch(Character::isISOControl)
              || chosen.isEmpty()
              || wanted.isEmpty()) {
            return screens.list(
                visit, "Name, tool and service are needed; the name has 100 characters at most.");
          }
          return integrations
              .make(called, chosen.get(), wanted.get(), visit.actor())
              .flatMap(keyed ->
                  switch (keyed.thing()) {
                    case MakeOutcome.Made(var made) ->
                        screens.url(visit, "The integration is there", made, keyed.key(), null);
                    case MakeOutcome.NameTaken() ->
                        screens.list(visit, "Another integration is called " + called + ".");
                    case MakeOutcome.ServiceGone() ->
                        screens.list(visit, "There is no such service.");
                  });
        });
  }

  @POST
  @Path("/{id}/rotate")
  @Operation(hidden = true)
  public Uni<Response> rotate(
      @Context HttpServerRequest request, UUID id, @RestForm("form_token") @Nullable String token) {
    return changing(
        request,
        token,
        visit ->
            integrations
                .rotate(id, visit.actor())
                .flatMap(found ->
                    found
                        .map(keyed ->
                            screens.url(
                                visit,
                                "The new Integration Url",
                                keyed.thing(),
                                keyed.key(),
                                keyed.note().orElse(null)))
                        .orElseGet(() -> screens.unknown(visit))));
  }

  @POST
  @Path("/{id}/pause")
  @Operation(hidden = true)
  public Uni<Response> pause(
      @Context HttpServerRequest request, UUID id, @RestForm("form_token") @Nullable String token) {
    return changing(
        request, token, visit -> integrations.pause(id, visit.actor()).flatMap(_ -> back(id)));
  }

  @POST
  @Path("/{id}/resume")
  @Operation(hidden = true)
  public Uni<Response> resume(
      @Context HttpServerRequest request, UUID id, @RestForm("form_token") @Nullable String token) {
    return changing(
        request, token, visit -> integrations.resume(id, visit.actor()).flatMap(_ -> back(id)));
  }

  @POST
  @Path("/{id}/delete")
  @Operation(hidden = true)
  public Uni<Response> delete(
      @Context HttpServerRequest request, UUID id, @RestForm("form_token") @Nullable String token) {
    return changing(
        request,
        token,
        visit ->
            integrations
                .remove(id, visit.actor())
                .flatMap(found ->
                    found
                        .map(removal -> screens.ended(visit, removal))
                        .orElseGet(() -> screens.unknown(visit))));
  }

  @POST
  @Path("/{id}/test")
  @Operation(hidden = true)
  public Uni<Response> test(
      @Context HttpServerRequest request,
      UUID id,
      @RestForm("form_token") @Nullable String token,
      @RestForm @Nullable String key) {
    var secret = new Secret(key == null ? "" : key);
    return changing(
        request,
        token,
        visit ->
            screens.with(
                visit,
                id,
                (integration, view) ->
                    integration.keys().stream().noneMatch(k -> k.sha256().equals(secret.sha256()))
                        ? screens.unknown(visit)
                        : test.send(integration.tool(), secret, integration.name())
                            .flatMap(knock ->
                                screens.url(
                                    visit, "Integration Url", integration, secret, said(knock)))));
  }

  private Uni<Response> changing(
      HttpServerRequest request, @Nullable String token, Function<Visit, Uni<Response>> then) {
    return visits.formOfMember(
        request,
        token,
        HERE,
        visit -> screens.allowed(visit, Right.CONFIGURE, () -> then.apply(visit)));
  }

  private Uni<Response> back(UUID id) {
    return answers.redirect(HERE + "/" + id);
  }

  private static String said(Knock knock) {
    return switch (knock) {
      case Knock.Taken() -> "The test was accepted; whoever is on call hears of it in a moment.";
      case Knock.Refused(var status) ->
          "The test was answered with "
              + status
              + ". A new Integration Url is known everywhere after a second; try again.";
      case Knock.Unanswered(var reason) -> "The test got no answer (" + reason + ").";
    };
  }

  private static Optional<UUID> id(@Nullable String text) {
    return Optional.ofNullable(text).filter(ID.asMatchPredicate()).map(UUID::fromString);
  }
}
