package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.domain.page.Reply;
import io.taskcall.oncall.domain.signing.SlackSignature;
import io.taskcall.oncall.sending.Replies;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What Slack tells when somebody presses a button of a page. */
@Path("/callbacks/slack")
public final class SlackResource {
  private static final String PAYLOAD = "payload=";

  private final Replies replies;
  private final OncallConfig config;

  SlackResource(Replies replies, OncallConfig config) {
    this.replies = replies;
    this.config = config;
  }

  @POST
  @Operation(hidden = true)
  public Uni<Response> pressed(
      @HeaderParam("X-Slack-Request-Timestamp") @Nullable String timestamp,
      @HeaderParam("X-Slack-Signature") @Nullable String signature,
      byte @Nullable [] body) {
    var text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
    verify(timestamp, signature, text);
    var action = action(text);
    var token = action.getString("value", "");
    return Reply.word(action.getString("action_id", ""))
        .map(answer ->
            replies
                .answer(token, answer)
                .map(done -> done.map(Replies.Done::said).orElse("This is over.")))
        .orElseGet(() -> Uni.createFrom().item(""))
        .map(said -> Response.ok(new Said("ephemeral", false, said)).build());
  }

  /** What Slack may show to whoever pressed. */
  public record Said(
      @JsonProperty("response_type") String type,
      @JsonProperty("replace_original") boolean replaces,
      String text) {}

  private void verify(@Nullable String timestamp, @Nullable String signature, String body) {
    boolean signed =
        config
            .slack()
            .signingSecret()
            .filter(secret ->
                timestamp != null
                    && signature != null
                    && new SlackSignature(secret).signed(timestamp, body, signature, Instant.now()))
            .isPresent();
    if (!signed) {
      throw ProblemException.forbidden("this is not signed by Slack");
    }
  }

  private static JsonObject action(String form) {
    try {
      var payload =
          Arrays.stream(form.split("&"))
              .filter(field -> field.startsWith(PAYLOAD))
              .map(field ->
                  URLDecoder.decode(field.substring(PAYLOAD.length()), StandardCharsets.UTF_8))
              .findFirst()
              .orElse("{}");
      var actions = new JsonObject(payload).getJsonArray("actions", new JsonArray());
      return actions.isEmpty() ? new JsonObject() : actions.getJsonObject(0);
    } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
      throw ProblemException.badRequest("this is not what Slack sends");
    }
  }
}
