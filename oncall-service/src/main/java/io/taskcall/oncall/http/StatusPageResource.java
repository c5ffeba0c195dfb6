package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.link.SecretLinks.Purpose;
import io.taskcall.oncall.domain.link.SecretLinks.Said;
import io.taskcall.oncall.domain.status.Audience;
import io.taskcall.oncall.domain.status.Dashboard;
import io.taskcall.oncall.postgres.Dashboards;
import io.taskcall.oncall.postgres.SecretUrls;
import io.taskcall.oncall.postgres.Subscriptions;
import io.taskcall.oncall.postgres.Subscriptions.Subscription;
import io.taskcall.oncall.postgres.Subscriptions.Topic;
import io.taskcall.oncall.sending.Html;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Public dashboards, and the pages behind the links in mails to their subscribers. Looking at one
 * of those does nothing, since mail scanners follow links; only its button does.
 */
@Path("/status")
@Produces(MediaType.TEXT_HTML)
public final class StatusPageResource {
  private final SecretUrls urls;
  private final Dashboards dashboards;
  private final DashboardViews views;
  private final Subscriptions subscriptions;

  StatusPageResource(
      SecretUrls urls, Dashboards dashboards, DashboardViews views, Subscriptions subscriptions) {
    this.urls = urls;
    this.dashboards = dashboards;
    this.views = views;
    this.subscriptions = subscriptions;
  }

  @GET
  @Path("{token}")
  @Operation(hidden = true)
  public Uni<Response> look(@PathParam("token") String token) {
    return dashboard(token)
        .flatMap(found ->
            found
                .map(dashboard ->
                    views
                        .recent(dashboard)
                        .map(seen -> StatusPage.of(seen, "/status/" + token + "/subscribe")))
                .orElseGet(StatusPageResource::gone));
  }

  @GET
  @Path("{token}/json")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Uni<DashboardView> read(@PathParam("token") String token) {
    return dashboard(token)
        .map(found -> found.orElseThrow(() -> ProblemException.notFound("dashboard")))
        .flatMap(views::recent)
        .map(DashboardViews.Seen::view);
  }

  @POST
  @Path("{token}/subscribe")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<Response> subscribe(
      @PathParam("token") String token, @FormParam("email") @Nullable String email) {
    return dashboard(token)
        .flatMap(found ->
            found.map(dashboard -> ask(dashboard, email)).orElseGet(StatusPageResource::gone));
  }

  private Uni<Response> ask(Dashboard dashboard, @Nullable String email) {
    String address;
    try {
      address = SubscriptionResource.address("email", email);
    } catch (ProblemException refused) {
      return Uni.createFrom()
          .item(
              Sheet.saying(
                  Response.Status.BAD_REQUEST,
                  "This is no e-mail address",
                  "Go back and try again."));
    }
    return subscriptions
        .ask(Topic.of(dashboard), address, Instant.now())
        .map(_ ->
            Sheet.saying(
                Response.Status.OK,
                "Look into your mailbox",
                "We have written to you; follow the link in that mail to confirm. If you are"
                    + " subscribed already, there is nothing to do."));
  }

  @GET
  @Path("confirm/{token}")
  @Operation(hidden = true)
  public Uni<Response> askToConfirm(@PathParam("token") String token) {
    return subscription(
        Purpose.CONFIRM,
        token,
        subscription -> button("Be told about", subscription, "Yes, write to me"));
  }

  @POST
  @Path("confirm/{token}")
  @Operation(hidden = true)
  public Uni<Response> confirm(@PathParam("token") String token) {
    return subscription(
        Purpose.CONFIRM,
        token,
        subscription ->
            subscriptions
                .confirm(subscription.id())
                .map(_ -> done("You are subscribed", subscription)));
  }

  @GET
  @Path("unsubscribe/{token}")
  @Operation(hidden = true)
  public Uni<Response> askToEnd(@PathParam("token") String token) {
    return subscription(
        Purpose.UNSUBSCRIBE,
        token,
        subscription -> button("Be told no more about", subscription, "Unsubscribe"));
  }

  @POST
  @Path("unsubscribe/{token}")
  @Operation(hidden = true)
  public Uni<Response> end(@PathParam("token") String token) {
    return subscription(
        Purpose.UNSUBSCRIBE,
        token,
        subscription ->
            subscriptions
                .remove(subscription.id())
                .map(_ -> done("You are unsubscribed", subscription)));
  }

  private Uni<Optional<Dashboard>> dashboard(String token) {
    return urls.links()
        .flatMap(links ->
            links
                .read(Purpose.DASHBOARD, token)
                .map(this::opened)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
  }

  private Uni<Optional<Dashboard>> opened(Said said) {
    return dashboards
        .anybodys(said.id())
        .map(found ->
            found
                .filter(kept -> kept.link() == said.count())
                .map(Dashboards.Kept::dashboard)
                .filter(dashboard -> dashboard.audience() == Audience.PUBLIC));
  }

  private Uni<Response> subscription(
      Purpose purpose, String token, Function<Subscription, Uni<Response>> answer) {
    return urls.links()
        .flatMap(links ->
            links
                .read(purpose, token)
                .map(said -> subscriptions.one(said.id()))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
        .flatMap(found -> found.map(answer).orElseGet(StatusPageResource::gone));
  }

  private static Uni<Response> button(String what, Subscription subscription, String label) {
    var title = what + " " + subscription.about() + "?";
    var body =
        """
        <h1>%s</h1>
        <p>%s</p>
        <form method="post"><button>%s</button></form>
        """
            .formatted(Html.escape(title), Html.escape(subscription.email()), Html.escape(label));
    return Uni.createFrom().item(Sheet.of(Response.Status.OK, title, body));
  }

  private static Response done(String what, Subscription subscription) {
    return Sheet.saying(
        Response.Status.OK, what, subscription.about() + ", " + subscription.email());
  }

  private static Uni<Response> gone() {
    return Uni.createFrom()
        .item(
            Sheet.saying(
                Response.Status.NOT_FOUND,
                "This link does not work",
                "What it was for is no more, or it was not copied whole."));
  }
}
