package io.taskcall.sandbox.datadog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskcall.sandbox.domain.webhook.Webhook;
import io.taskcall.sandbox.memory.Payloads;
import io.taskcall.sandbox.memory.Webhooks;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The configuration of webhooks; there is no call that lists them, and a token only creates. */
@Path("/datadog/api/v1/integration/webhooks/configuration/webhooks")
@Produces(MediaType.APPLICATION_JSON)
public class WebhooksResource {
  private final Webhooks webhooks;
  private final Payloads payloads;
  private final Bodies bodies;

  WebhooksResource(Webhooks webhooks, Payloads payloads, Bodies bodies) {
    this.webhooks = webhooks;
    this.payloads = payloads;
    this.bodies = bodies;
  }

  @POST
  @Needs("create_webhooks")
  public Response create(@Nullable String body) {
    var given = read(body);
    var name = Bodies.text(given, "name").orElseThrow(() -> missing("name"));
    var url = Bodies.text(given, "url").orElseThrow(() -> missing("url"));
    var fresh = new Webhook(name, url, Webhook.Encoding.JSON, null, payloads.datadogDefault());
    var webhook = changed(fresh, given);
    if (!webhooks.add(webhook)) {
      throw DatadogError.text(400, "Webhook already exists");
    }
    return Response.status(201).entity(write(webhook)).build();
  }

  @GET
  @Path("/{name}")
  @Needs(Needs.KEYS_ONLY)
  public ObjectNode get(@PathParam("name") String name) {
    return write(webhooks.find(name).orElseThrow(WebhooksResource::notFound));
  }

  @PUT
  @Path("/{name}")
  @Needs(Needs.KEYS_ONLY)
  public ObjectNode update(@PathParam("name") String name, @Nullable String body) {
    var given = read(body);
    return write(
        webhooks
            .change(name, known -> changed(known, given))
            .orElseThrow(WebhooksResource::notFound));
  }

  @DELETE
  @Path("/{name}")
  @Needs(Needs.KEYS_ONLY)
  public ObjectNode delete(@PathParam("name") String name) {
    if (!webhooks.remove(name)) {
      throw notFound();
    }
    return bodies.object();
  }

  private ObjectNode read(@Nullable String body) {
    return bodies.read(body, () -> DatadogError.text(400, "Invalid JSON"));
  }

  private static Webhook changed(Webhook known, ObjectNode given) {
    var webhook = known;
    if (given.has("url")) {
      webhook = webhook.withUrl(given.path("url").asText());
    }
    if (given.has("payload")) {
      webhook = webhook.withPayload(given.path("payload").asText());
    }
    if (given.has("custom_headers")) {
      webhook = webhook.withCustomHeaders(Bodies.text(given, "custom_headers").orElse(null));
    }
    return given.has("encode_as") ? webhook.withEncoding(encoding(given)) : webhook;
  }

  private static Webhook.Encoding encoding(ObjectNode given) {
    return switch (given.path("encode_as").asText()) {
      case "json" -> Webhook.Encoding.JSON;
      case "form" -> Webhook.Encoding.FORM;
      default -> throw DatadogError.text(400, "Invalid encode_as");
    };
  }

  private ObjectNode write(Webhook webhook) {
    return bodies
        .object()
        .put("encode_as", webhook.encoding().name().toLowerCase(Locale.ROOT))
        .put("url", webhook.url())
        .put("custom_headers", webhook.customHeaders())
        .put("name", webhook.name())
        .put("payload", webhook.payload());
  }

  private static DatadogError missing(String field) {
    return DatadogError.text(400, "Missing required field: " + field);
  }

  private static DatadogError notFound() {
    return DatadogError.text(404, "Webhook does not exist");
  }
}
