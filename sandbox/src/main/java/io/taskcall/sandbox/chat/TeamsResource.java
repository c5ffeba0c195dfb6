package io.taskcall.sandbox.chat;

import io.taskcall.sandbox.domain.chat.Post;
import io.taskcall.sandbox.memory.Rooms;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Incoming webhooks of a Microsoft Teams, which take adaptive cards. */
@Path("/teams/webhook")
public class TeamsResource {
  private final Rooms rooms;
  private final Incoming incoming;

  TeamsResource(Rooms rooms, Incoming incoming) {
    this.rooms = rooms;
    this.incoming = incoming;
  }

  /** Answers as Teams does. */
  @POST
  @Path("/{room}")
  public Response take(
      @PathParam("room") String room, @Context HttpHeaders headers, byte @Nullable [] body) {
    var text = Incoming.text(body);
    var card = incoming.read(text).path("attachments").path(0).path("content");
    if (!card.path("type").asText().equals("AdaptiveCard")) {
      return Response.status(400)
          .entity("Bad payload received by generic incoming webhook.")
          .build();
    }
    var said = new ArrayList<String>();
    card.path("body").forEach(block -> said.add(block.path("text").asText()));
    var links = new ArrayList<Post.Button>();
    card.path("actions")
        .forEach(action ->
            links.add(
                new Post.Button(
                    "open", action.path("title").asText(), action.path("url").asText())));
    var place = new Incoming.Place(rooms.teams(), room, headers);
    incoming.add(place, String.join("\n", said), links, text);
    return Response.ok("1").build();
  }
}
