package io.taskcall.auth.pages;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.datadog.KeyConnecting;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.Sites;
import io.taskcall.auth.domain.connect.Connected;
import io.taskcall.auth.domain.connect.DatadogKeys;
import io.taskcall.auth.domain.connect.Wish;
import io.taskcall.auth.postgres.PostgresDirectory;
import io.taskcall.rights.Right;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Where people connect Datadog with keys instead of an authorization. */
@Path(KeysResource.HERE)
class KeysResource {
  static final String HERE = "/connect/datadog/keys";
  private static final int KEY_MAX = 200;

  private final Visits visits;
  private final Answers answers;
  private final ConnectProblems problems;
  private final IntegrationScreens screens;
  private final PostgresDirectory directory;
  private final KeyConnecting connecting;
  private final Sites sites;

  KeysResource(
      Visits visits,
      Answers answers,
      ConnectProblems problems,
      IntegrationScreens screens,
      PostgresDirectory directory,
      KeyConnecting connecting,
      Sites sites) {
    this.visits = visits;
    this.answers = answers;
    this.problems = problems;
    this.screens = screens;
    this.directory = directory;
    this.connecting = connecting;
    this.sites = sites;
  }

  @GET
  @Operation(hidden = true)
  public Uni<Response> ask(@Context HttpServerRequest request) {
    return visits.member(
        request,
        HERE,
        visit ->
            screens.allowed(
                visit, Right.CONFIGURE, () -> ask(visit, ConnectResource.USUAL_NAME, "", null)));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<Response> connect(
      @Context HttpServerRequest request,
      @RestForm("form_token") @Nullable String token,
      @RestForm("integration_name") @Nullable String name,
      @RestForm @Nullable String service,
      @RestForm @Nullable String site,
      @RestForm("api_key") @Nullable String apiKey,
      @RestForm("application_key") @Nullable String applicationKey) {
    return visits.formOfMember(
        request,
        token,
        HERE,
        visit ->
            screens.allowed(
                visit,
                Right.CONFIGURE,
                () -> {
                  var called = text(name);
                  var chosen = text(service);
                  var objection = ConnectResource.objection(called, chosen);
                  if (objection.isPresent()) {
                    return ask(visit, called, chosen, objection.get());
                  }
                  if (!isKey(text(apiKey)) || !isKey(text(applicationKey))) {
                    return ask(visit, called, chosen, "It takes both keys.");
                  }
                  var wish = new Wish(called, UUID.fromString(chosen), text(site));
                  var keys =
                      new DatadogKeys(new Secret(text(apiKey)), new Secret(text(applicationKey)));
                  return connecting
                      .connect(wish, keys, visit.actor())
                      .flatMap(connected -> answer(visit, wish, connected));
                }));
  }

  private Uni<Response> answer(Visit visit, Wish wish, Connected connected) {
    var service = wish.serviceId().toString();
    if (connected instanceof Connected.Done(var integration, var key, var webhook)) {
      return screens.url(visit, "Datadog is connected", integration, key, webhook.orElse(null));
    }
    if (connected instanceof Connected.NameTaken) {
      return ask(
          visit, wish.name(), service, "Another integration has this name. Choose another one.");
    }
    if (connected instanceof Connected.ServiceGone) {
      return ask(visit, wish.name(), "", "There is no such service any more. Choose another one.");
    }
    return problems.of(visit, connected);
  }

  private Uni<Response> ask(Visit visit, String name, String service, @Nullable String problem) {
    return directory
        .serviceNames(visit.caller().orElseThrow().organizationId())
        .flatMap(names ->
            answers.page(
                visit,
                problem == null ? Response.Status.OK : Response.Status.BAD_REQUEST,
                new Screens.Keys(
                    visit.shell(),
                    name,
                    Choice.services(names, service),
                    List.copyOf(sites.names()),
                    problem)));
  }

  private static boolean isKey(String text) {
    return !text.isEmpty()
        && text.length() <= KEY_MAX
        && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given.strip();
  }
}
