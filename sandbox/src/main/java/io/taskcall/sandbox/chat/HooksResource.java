package io.taskcall.sandbox.chat;

import io.taskcall.sandbox.memory.Rooms;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place that takes any webhook. */
@Path("/hooks")
public class HooksResource {
  private final Rooms rooms;
  private final Incoming incoming;

  HooksResource(Rooms rooms, Incoming incoming) {
    this.rooms = rooms;
    this.incoming = incoming;
  }

  @POST
  @Path("/{name}")
  public Response take(
      @PathParam("name") String name, @Context HttpHeaders headers, byte @Nullable [] body) {
    var text = Incoming.text(body);
    var json = incoming.read(text);
    var headline = json.path("headline").asText(json.path("type").asText("a request"));
    incoming.add(new Incoming.Place(rooms.hooks(), name, headers), headline, List.of(), text);
    return Response.accepted().build();
  }
}
