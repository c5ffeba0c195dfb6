package io.taskcall.sandbox.datadog;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The small calls: is this key good, and which sites are there. */
@Path("/datadog/api")
@Produces(MediaType.APPLICATION_JSON)
public class BasicsResource {
  private final Callers callers;

  BasicsResource(Callers callers) {
    this.callers = callers;
  }

  /** It looks at the API key alone; a token is no help. */
  @GET
  @Path("/v1/validate")
  public Map<String, Boolean> validate(@HeaderParam("DD-API-KEY") @Nullable String apiKey) {
    if (apiKey == null) {
      throw DatadogError.text(403, "API key required");
    }
    if (!callers.hasApiKey(new Callers.Credentials(null, apiKey, null))) {
      throw DatadogError.text(403, "Forbidden");
    }
    return Map.of("valid", true);
  }

  @GET
  @Path("/v2/oauth2/.well-known/sites")
  @Produces("application/vnd.api+json")
  public String sites() {
    return """
    {"data":{"id":"prod","type":"env","attributes":{"sites":["app.datadoghq.com",\
    "app.datadoghq.eu","us5.datadoghq.com","us3.datadoghq.com","ap1.datadoghq.com"]}}}\
    """;
  }

  /** Which calls there are, for whoever looks at the root. */
  @GET
  public Map<String, List<String>> root() {
    return Map.of(
        "calls",
        List.of(
            "/api/v1/validate",
            "/api/v1/monitor/{id}",
            "/api/v1/events",
            "/api/v1/integration/webhooks/configuration/webhooks",
            "/api/v2/incidents",
            "/api/v2/downtime"));
  }
}
