package io.taskcall.sandbox.chat;

import io.taskcall.sandbox.domain.push.Vapid;
import io.taskcall.sandbox.memory.Browsers;
import io.taskcall.sandbox.memory.Rooms;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A push service: takes what is signed, and lets its browsers open it. */
@Path("/push")
public class PushResource {
  private final Browsers browsers;
  private final Rooms rooms;
  private final Incoming incoming;

  PushResource(Browsers browsers, Rooms rooms, Incoming incoming) {
    this.browsers = browsers;
    this.rooms = rooms;
    this.incoming = incoming;
  }

  @POST
  @Path("/{id}")
  public Response take(
      @PathParam("id") String id,
      @HeaderParam("Authorization") @Nullable String authorization,
      @HeaderParam("TTL") @Nullable String ttl,
      @Context HttpHeaders headers,
      byte @Nullable [] body) {
    var browser = browsers.all().find(id);
    if (browser.isEmpty()) {
      return Response.status(410).build();
    }
    if (authorization == null || Vapid.claims(authorization).isEmpty()) {
      return Response.status(403).build();
    }
    if (ttl == null) {
      return Response.status(400).build();
    }
    var text = browser.get().open(body == null ? new byte[0] : body);
    var title = incoming.read(text).path("title").asText(text);
    incoming.add(new Incoming.Place(rooms.push(), id, headers), title, List.of(), text);
    return Response.status(201).header("Location", "/push/" + id + "/message").build();
  }
}
