package io.taskcall.sandbox.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskcall.sandbox.SandboxConfig;
import io.taskcall.sandbox.domain.chat.Post;
import io.taskcall.sandbox.memory.Rooms;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Slack's Web API, as far as posting needs it. */
@Path("/slack/api")
@Produces(MediaType.APPLICATION_JSON)
public class SlackResource {
  private final Rooms rooms;
  private final ObjectMapper json;
  private final String token;
  private final AtomicLong counter = new AtomicLong();

  SlackResource(Rooms rooms, ObjectMapper json, SandboxConfig config) {
    this.rooms = rooms;
    this.json = json;
    this.token = config.slack().token();
  }

  @POST
  @Path("/chat.postMessage")
  public JsonNode post(
      @HeaderParam("Authorization") @Nullable String authorization, byte @Nullable [] body)
      throws IOException {
    if (!("Bearer " + token).equals(authorization)) {
      return error("invalid_auth");
    }
    var message = json.readTree(body == null ? new byte[0] : body);
    var channel = message.path("channel").asText();
    if (!channel.matches("[CDGUW][A-Z0-9]+")) {
      return error("channel_not_found");
    }
    if (message.path("text").asText().isEmpty()) {
      return error("no_text");
    }
    var now = Instant.now();
    var ts = "%d.%06d".formatted(now.getEpochSecond(), counter.incrementAndGet() % 1_000_000);
    rooms
        .slack()
        .add(
            ts,
            new Post(
                ts,
                channel,
                message.path("text").asText(),
                buttons(message.path("blocks")),
                Map.of(),
                message.toString(),
                now));
    return ok().put("channel", channel).put("ts", ts).set("message", message);
  }

  @GET
  @Path("/conversations.history")
  public JsonNode history(
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("channel") @Nullable String channel,
      @QueryParam("oldest") @DefaultValue("0") double oldest,
      @QueryParam("limit") @DefaultValue("100") int limit)
      throws IOException {
    if (!("Bearer " + token).equals(authorization)) {
      return error("invalid_auth");
    }
    var found =
        rooms
            .slack()
            .newest(
                post -> post.place().equals(channel) && Double.parseDouble(post.id()) >= oldest,
                limit);
    var answer = ok();
    var messages = answer.putArray("messages");
    for (var post : found) {
      var message = (ObjectNode) json.readTree(post.body());
      messages.add(message.put("ts", post.id()).put("type", "message"));
    }
    return answer;
  }

  private static List<Post.Button> buttons(JsonNode blocks) {
    var buttons = new ArrayList<Post.Button>();
    for (var block : blocks) {
      for (var element : block.path("elements")) {
        if (element.path("type").asText().equals("button")) {
          buttons.add(
              new Post.Button(
                  element.path("action_id").asText(),
                  element.path("text").path("text").asText(),
                  element.path("value").asText()));
        }
      }
    }
    return buttons;
  }

  private ObjectNode ok() {
    return json.createObjectNode().put("ok", true);
  }

  private ObjectNode error(String error) {
    return json.createObjectNode().put("ok", false).put("error", error);
  }
}
