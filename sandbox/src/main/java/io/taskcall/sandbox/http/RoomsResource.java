package io.taskcall.sandbox.http;

import io.taskcall.sandbox.chat.SlackButtons;
import io.taskcall.sandbox.domain.chat.Post;
import io.taskcall.sandbox.memory.Recent;
import io.taskcall.sandbox.memory.Rooms;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was posted to Slack, to Teams, to webhooks and to browsers; and the person who presses
 * buttons.
 */
@Path("/api")
public class RoomsResource {
  private final Rooms rooms;
  private final SlackButtons buttons;

  RoomsResource(Rooms rooms, SlackButtons buttons) {
    this.rooms = rooms;
    this.buttons = buttons;
  }

  /** Which button somebody presses. */
  record Press(@Nullable String button) {}

  /** Newest first. */
  @GET
  @Path("/{world: slack|teams|hooks|push}")
  public List<Post> list(
      @PathParam("world") String world,
      @QueryParam("place") @Nullable String place,
      @QueryParam("limit") @DefaultValue("1000") int limit) {
    return of(world).newest(post -> place == null || place.equals(post.place()), limit);
  }

  @DELETE
  @Path("/{world: slack|teams|hooks|push}")
  public void clear(@PathParam("world") String world) {
    of(world).clear();
  }

  @POST
  @Path("/slack/{id}/press")
  public SlackButtons.Pressed press(@PathParam("id") String id, @Nullable Press press) {
    var post =
        rooms
            .slack()
            .find(id)
            .orElseThrow(() -> Problem.notFound("There is no message " + id + "."));
    var wanted = press == null ? null : press.button();
    var button =
        post.buttons().stream()
            .filter(one -> one.id().equals(wanted))
            .findFirst()
            .orElseThrow(() ->
                Problem.badRequest(
                    "button is one of " + post.buttons().stream().map(Post.Button::id).toList()));
    return buttons.press(post, button);
  }

  private Recent<Post> of(String world) {
    return switch (world) {
      case "slack" -> rooms.slack();
      case "teams" -> rooms.teams();
      case "hooks" -> rooms.hooks();
      case "push" -> rooms.push();
      default -> throw Problem.notFound("There is no such world.");
    };
  }
}
