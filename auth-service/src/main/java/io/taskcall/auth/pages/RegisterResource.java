package io.taskcall.auth.pages;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.people.Registrations;
import io.taskcall.auth.people.Registrations.Registered;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Where people found an organization. */
@Path("/account/register")
class RegisterResource {
  private static final int TEXT_MAX = 100;

  private final Visits visits;
  private final Answers answers;
  private final Registrations registrations;

  RegisterResource(Visits visits, Answers answers, Registrations registrations) {
    this.visits = visits;
    this.answers = answers;
    this.registrations = registrations;
  }

  @GET
  @Operation(hidden = true)
  public Uni<Response> ask(@Context HttpServerRequest request) {
    return visits.of(request).flatMap(visit -> page(visit, Response.Status.OK, null, false));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<Response> register(
      @Context HttpServerRequest request,
      @RestForm("form_token") @Nullable String token,
      @RestForm @Nullable String organization,
      @RestForm @Nullable String name,
      @RestForm @Nullable String email) {
    return visits.form(
        request,
        token,
        visit -> {
          var called = text(organization);
          var person = text(name);
          var address = text(email);
          if (called.isEmpty() || person.isEmpty() || !address.matches("[^@\\s]+@[^@\\s]+")) {
            return page(
                visit,
                Response.Status.BAD_REQUEST,
                "A name for the organization, your name and your e-mail address are needed.",
                false);
          }
          return registrations
              .register(called, person, address, visit.address())
              .flatMap(registered -> answer(visit, registered));
        });
  }

  private Uni<Response> answer(Visit visit, Registered registered) {
    return switch (registered) {
      case Registered.Sent _ -> page(visit, Response.Status.OK, null, true);
      case Registered.NotSent() ->
          page(
              visit,
              Response.Status.SERVICE_UNAVAILABLE,
              "The letter could not be sent. Try again later.",
              false);
      case Registered.TooMany(var left) ->
          page(
              visit,
              Response.Status.TOO_MANY_REQUESTS,
              "Too many registrations. Try again in " + (left.toSeconds() + 1) + " seconds.",
              false);
      case Registered.Closed() ->
          page(
              visit,
              Response.Status.FORBIDDEN,
              "Organizations are not registered here by anybody. Ask whoever runs this TaskCall.",
              false);
    };
  }

  private Uni<Response> page(
      Visit visit, Response.Status status, @Nullable String problem, boolean sent) {
    return answers.page(visit, status, new Screens.Register(visit.shell(), problem, sent));
  }

  private static String text(@Nullable String given) {
    var text = given == null ? "" : given.strip().replaceAll("\\p{Cntrl}", "");
    return text.length() > TEXT_MAX ? "" : text;
  }
}
