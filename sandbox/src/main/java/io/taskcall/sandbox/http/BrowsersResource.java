package io.taskcall.sandbox.http;

import io.taskcall.sandbox.domain.push.Browser;
import io.taskcall.sandbox.memory.Browsers;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Browsers that subscribe to push messages, and unsubscribe. */
@Path("/api/browsers")
public class BrowsersResource {
  private final Browsers browsers;

  BrowsersResource(Browsers browsers) {
    this.browsers = browsers;
  }

  record Keys(String p256dh, String auth) {}

  /** As a browser gives it away. */
  record Subscription(String endpoint, Keys keys) {
    static Subscription of(Browser browser, UriInfo uri) {
      var endpoint = uri.getBaseUri().resolve("/push/" + browser.id()).toString();
      return new Subscription(endpoint, new Keys(browser.p256dh(), browser.auth()));
    }
  }

  @POST
  public Response subscribe(@Context UriInfo uri) {
    return Response.status(201).entity(Subscription.of(browsers.subscribe(), uri)).build();
  }

  @GET
  public List<Subscription> list(@Context UriInfo uri) {
    return browsers.all().newest(_ -> true, Integer.MAX_VALUE).stream()
        .map(browser -> Subscription.of(browser, uri))
        .toList();
  }

  @DELETE
  public void forget() {
    browsers.all().clear();
  }
}
