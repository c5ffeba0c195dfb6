package io.taskcall.oncall.chat;

import io.taskcall.oncall.sending.Message;
import io.taskcall.oncall.sending.Wording;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Messages as Slack wants them: a text for notifications, blocks for the eye. */
final class SlackMessage {
  private static final String EVENT = "taskcall_page";

  private SlackMessage() {}

  static JsonObject of(Message message, String front) {
    var json = new JsonObject().put("channel", message.address());
    return switch (message) {
      case Message.OfPage page -> page(json, page, front);
      case Message.OfCode code -> json.put("text", "Your TaskCall code is " + code.code());
    };
  }

  /** True if a message of a channel's history is this one. */
  static boolean is(JsonObject found, Message message) {
    var metadata = found.getJsonObject("metadata", new JsonObject());
    return EVENT.equals(metadata.getString("event_type"))
        && message
            .id()
            .toString()
            .equals(metadata.getJsonObject("event_payload", new JsonObject()).getString("page"));
  }

  private static JsonObject page(JsonObject json, Message.OfPage of, String front) {
    var wording = Wording.of(of);
    var incident = of.incident();
    var headline = escape(wording.headline());
    var link = front + "/respond/" + of.token();
    var section =
        new JsonObject()
            .put("type", "section")
            .put("text", markdown("*" + headline + "*\n<" + link + "|Look at it>"));
    var context =
        new JsonObject()
            .put("type", "context")
            .put(
                "elements",
                new JsonArray()
                    .add(
                        markdown(
                            "For %s, level %d, opened %s"
                                .formatted(
                                    escape(of.page().ref().responder().name()),
                                    of.page().ref().level(),
                                    incident.about().openedAt()))));
    var actions =
        new JsonObject()
            .put("type", "actions")
            .put(
                "elements",
                new JsonArray()
                    .add(button("acknowledge", "Acknowledge", of.token()).put("style", "primary"))
                    .add(button("resolve", "Resolve", of.token()))
                    .add(button("escalate", "Escalate", of.token())));
    return json.put("text", headline)
        .put("blocks", new JsonArray().add(section).add(context).add(actions))
        .put("unfurl_links", false)
        .put(
            "metadata",
            new JsonObject()
                .put("event_type", EVENT)
                .put("event_payload", new JsonObject().put("page", of.id().toString())));
  }

  private static JsonObject button(String action, String text, String token) {
    return new JsonObject()
        .put("type", "button")
        .put("action_id", action)
        .put("value", token)
        .put("text", new JsonObject().put("type", "plain_text").put("text", text));
  }

  private static JsonObject markdown(String text) {
    return new JsonObject().put("type", "mrkdwn").put("text", text);
  }

  /** In Slack's language only these have a meaning. */
  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
