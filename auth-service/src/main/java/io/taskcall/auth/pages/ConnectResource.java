package io.taskcall.auth.pages;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.datadog.Connecting;
import io.taskcall.auth.datadog.Payloads;
import io.taskcall.auth.datadog.Returning;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.Sites;
import io.taskcall.auth.domain.connect.Begun;
import io.taskcall.auth.domain.connect.Callback;
import io.taskcall.auth.domain.connect.Connected;
import io.taskcall.auth.domain.connect.Wish;
import io.taskcall.auth.ingest.Doors;
import io.taskcall.auth.postgres.PostgresDirectory;
import io.taskcall.rights.Right;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The way from Datadog's tile to an Integration URL. */
@Path("/connect/datadog")
class ConnectResource {
  static final String INITIATE = "/connect/datadog/initiate";
  static final String USUAL_NAME = "Datadog Integration";

  private final Visits visits;
  private final Answers answers;
  private final ConnectProblems problems;
  private final PostgresDirectory directory;
  private final Connecting connecting;
  private final Returning returning;
  private final Sites sites;
  private final Doors doors;
  private final Clock clock;

  ConnectResource(
      Visits visits,
      Answers answers,
      ConnectProblems problems,
      PostgresDirectory directory,
      Connecting connecting,
      Returning returning,
      Sites sites,
      Doors doors,
      Clock clock) {
    this.visits = visits;
    this.answers = answers;
    this.problems = problems;
    this.directory = directory;
    this.connecting = connecting;
    this.returning = returning;
    this.sites = sites;
    this.doors = doors;
    this.clock = clock;
  }

  @GET
  @Path("/initiate")
  @Operation(hidden = true)
  public Uni<Response> initiate(
      @Context HttpServerRequest request,
      @QueryParam("site") @Nullable String site,
      @QueryParam("domain") @Nullable String domain) {
    var said = site == null || site.isBlank() ? domain : site;
    return visits.member(
        request,
        said == null
            ? INITIATE
            : INITIATE + "?site=" + URLEncoder.encode(said, StandardCharsets.UTF_8),
        visit -> {
          if (!visit.caller().orElseThrow().may(Right.CONFIGURE)) {
            return problems.notAllowed(visit);
          }
          return said != null && sites.place(said).isEmpty()
              ? problems.wrongSite(visit, said)
              : ask(visit, USUAL_NAME, "", said, null);
        });
  }

  @POST
  @Path("/initiate")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<Response> integrate(
      @Context HttpServerRequest request,
      @RestForm("form_token") @Nullable String token,
      @RestForm("integration_name") @Nullable String name,
      @RestForm @Nullable String service,
      @RestForm @Nullable String site) {
    return visits.formOfMember(
        request,
        token,
        INITIATE,
        visit -> {
          var caller = visit.caller().orElseThrow();
          if (!caller.may(Right.CONFIGURE)) {
            return problems.notAllowed(visit);
          }
          var called = name == null ? "" : name.strip();
          var chosen = service == null ? "" : service;
          var objection = objection(called, chosen);
          if (objection.isPresent()) {
            return ask(visit, called, chosen, site, objection.get());
          }
          var wish = new Wish(called, UUID.fromString(chosen), site == null ? "" : site);
          return connecting
              .begin(caller, caller.session().orElseThrow(), wish)
              .flatMap(begun -> answer(visit, wish, begun));
        });
  }

  @GET
  @Path("/authorize")
  @Operation(hidden = true)
  public Uni<Response> authorize(
      @Context HttpServerRequest request,
      @QueryParam("state") @Nullable String state,
      @QueryParam("code") @Nullable String code,
      @QueryParam("domain") @Nullable String domain,
      @QueryParam("error") @Nullable String error) {
    var callback =
        Callback.of(
            Optional.ofNullable(code), Optional.ofNullable(domain), Optional.ofNullable(error));
    return visits
        .of(request)
        .flatMap(visit ->
            visit.caller().isEmpty()
                ? problems.foreign(visit)
                : returning
                    .back(
                        Optional.ofNullable(state).map(Secret::new),
                        callback,
                        visit.caller().get().session().orElseThrow(),
                        visit.actor())
                    .flatMap(connected -> answer(visit, connected)));
  }

  private Uni<Response> answer(Visit visit, Wish wish, Begun begun) {
    return switch (begun) {
      case Begun.OffTo(var page) -> answers.redirect(page.toString());
      case Begun.NameTaken(var name) ->
          ask(
              visit,
              name,
              wish.serviceId().toString(),
              wish.site(),
              "Another integration is called " + name + ". Choose another name.");
      case Begun.ServiceGone() ->
          ask(
              visit,
              wish.name(),
              "",
              wish.site(),
              "There is no such service any more. Choose another one.");
      case Begun.WrongSite(var said) -> problems.wrongSite(visit, said);
      case Begun.NotRegistered() -> problems.notRegistered(visit, "");
    };
  }

  private Uni<Response> answer(Visit visit, Connected connected) {
    return connected instanceof Connected.Done(var integration, var key, var webhook)
        ? directory
            .serviceNames(integration.organizationId())
            .flatMap(names ->
                answers.page(
                    visit,
                    Response.Status.OK,
                    new Screens.IntegrationUrl(
                        visit.shell(),
                        "Datadog is connected",
                        IntegrationView.of(integration, names, clock.instant()),
                        doors.url(integration.tool(), key),
                        key.reveal(),
                        Payloads.ALL,
                        webhook.orElse(null))))
        : problems.of(visit, connected);
  }

  private Uni<Response> ask(
      Visit visit, String name, String service, @Nullable String site, @Nullable String problem) {
    return directory
        .serviceNames(visit.caller().orElseThrow().organizationId())
        .flatMap(names ->
            answers.pageThatLeadsAway(
                visit,
                problem == null ? Response.Status.OK : Response.Status.BAD_REQUEST,
                new Screens.Authorization(
                    visit.shell(),
                    name,
                    Choice.services(names, service),
                    site,
                    List.copyOf(sites.names()),
                    problem),
                origins()));
  }

  /** Of the operator's own sites, which need not be https. */
  private String origins() {
    return String.join(
        " ", sites.pages().stream().map(ConnectResource::origin).distinct().toList());
  }

  private static String origin(URI page) {
    return page.getScheme() + "://" + page.getAuthority();
  }

  static Optional<String> objection(String name, String service) {
    if (name.isEmpty() || name.length() > 100 || name.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("The integration needs a name of at most 100 characters.");
    }
    return service.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
        ? Optional.empty()
        : Optional.of("Select the service that the alerts are about.");
  }
}
